import './problem.type.ts';
import './saved-feed.type.ts';
import './saved-feed.query.ts';
import './saved-feed.mutation.ts';
import './unread-counts.subscription.ts';
