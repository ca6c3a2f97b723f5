import './channel.type.ts';
import './problem.type.ts';
import './interaction.type.ts';
import './interaction.query.ts';
import './interaction.mutation.ts';
import './interaction-feed.subscription.ts';
