import { builder } from '../../graphql/builder.ts';
import { ActivityFeedFilter, readFeedFilter } from './feed-filter.type.ts';
import { FeedItem } from './feed-item.type.ts';
import { feedStream } from './feed-stream.ts';

builder.subscriptionField('activityFeed', (t) =>
  t.field({
    type: FeedItem,
    description:
      'Everything that happens in the workspace, in the one order of its log, each event once. Nothing between `after` and now is left out without a `FeedGap`.',
    args: {
      after: t.arg({
        type: 'Cursor',
        description: 'Go on from behind this place. Absent: from now on.',
      }),
      filter: t.arg({ type: ActivityFeedFilter, description: 'Which events. Absent: all.' }),
    },
    subscribe: (_root, { after, filter }, ctx) =>
      feedStream(ctx, { after, filter: readFeedFilter(filter) }),
    resolve: (item) => item,
  }),
);
