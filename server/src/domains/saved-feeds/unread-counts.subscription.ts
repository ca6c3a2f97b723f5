import { builder } from '../../graphql/builder.ts';
import { globalId } from '../../graphql/global-id.ts';
import { loadNode } from '../../graphql/node.ts';
import { stoppable } from '../../graphql/stoppable.ts';
import { SavedFeed } from './saved-feed.type.ts';
import { type UnreadCount, unreadCounts } from './unread-counts.ts';

const SavedFeedUnread = builder.objectRef<UnreadCount>('SavedFeedUnread').implement({
  description: 'How many events of one of your saved feeds are unread.',
  fields: (t) => ({
    savedFeedId: t.id({
      description: 'Which feed.',
      resolve: ({ savedFeedId }) => globalId('SavedFeed', savedFeedId),
    }),
    savedFeed: t.field({
      type: SavedFeed,
      nullable: true,
      description: 'The feed as it now is. Null: you keep it no longer.',
      resolve: ({ savedFeedId, unread }, _args, ctx, info) =>
        (unread === null ? null : loadNode(ctx, info, 'SavedFeed', savedFeedId)) as never,
    }),
    unreadCount: t.int({
      description: 'Exact, as of `cursor`. 0 where you keep the feed no longer.',
      resolve: ({ unread }) => unread ?? 0,
    }),
    cursor: t.field({
      type: 'Cursor',
      description: 'Up to where it was counted.',
      resolve: ({ at }, _args, ctx) =>
        ctx.cursors.write(ctx.viewer.workspaceId, { epoch: ctx.tail.epoch, seq: at }),
    }),
  }),
});

builder.subscriptionField('unreadCounts', (t) =>
  t.field({
    type: SavedFeedUnread,
    description:
      'The unread counts of your saved feeds: all of them at once, then each as it changes, by events and by what you read in any window. It tells states, not differences: after a break just subscribe again. Ends when what you may see changes; subscribe again.',
    subscribe: (_root, _args, ctx) => stoppable(ctx, (signal) => unreadCounts(ctx, signal)),
    resolve: (count) => count,
  }),
);
