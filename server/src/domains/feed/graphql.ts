import './feed-item.type.ts';
import './feed-filter.type.ts';
import './events.query.ts';
import './activity-feed.subscription.ts';
import './feed-explanation.query.ts';
