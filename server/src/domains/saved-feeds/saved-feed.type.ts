import { builder } from '../../graphql/builder.ts';
import { globalId } from '../../graphql/global-id.ts';
import { nodeSource } from '../../graphql/node-source.ts';
import { type FeedFilter, SubjectType } from '../feed/public.ts';
import { countedFeed, headOf, unreadOf } from './saved-feed-reads.ts';
import { WhileAway } from './while-away.type.ts';
import { readWhileAway } from './while-away.ts';

const idsOf = (typename: string, keys: readonly string[] | null | undefined) =>
  keys ? keys.map((key) => globalId(typename, key)) : null;

const SavedFeedFilter = builder.objectRef<FeedFilter>('SavedFeedFilter').implement({
  description:
    'The lists of a saved feed’s filter, as `activityFeed` and `events` take them. Null: the list does not filter.',
  fields: (t) => ({
    customerIds: t.idList({
      nullable: true,
      description: 'About one of these customers.',
      resolve: ({ customerIds }) => idsOf('Customer', customerIds),
    }),
    organizationIds: t.idList({
      nullable: true,
      description: 'About one of these organisations, or about people who belonged to one.',
      resolve: ({ organizationIds }) => idsOf('Organization', organizationIds),
    }),
    ownerIds: t.idList({
      nullable: true,
      description: 'About customers whom one of these users looked after.',
      resolve: ({ ownerIds }) => idsOf('User', ownerIds),
    }),
    teamIds: t.idList({
      nullable: true,
      description: 'About customers who stood in one of these teams.',
      resolve: ({ teamIds }) => idsOf('Team', teamIds),
    }),
    agentIds: t.idList({
      nullable: true,
      description: 'Interactions of one of these users.',
      resolve: ({ agentIds }) => idsOf('User', agentIds),
    }),
    channels: t.field({
      type: ['Channel'] as never,
      nullable: true,
      description: 'Interactions on one of these channels.',
      resolve: ({ channels }) => (channels ?? null) as never,
    }),
    directions: t.field({
      type: ['Direction'] as never,
      nullable: true,
      description: 'Interactions in one of these directions.',
      resolve: ({ directions }) => (directions ?? null) as never,
    }),
    names: t.stringList({
      nullable: true,
      description: 'Events of one of these names.',
      resolve: ({ names }) => (names ? [...names] : null),
    }),
    subjectTypes: t.field({
      type: [SubjectType],
      nullable: true,
      description: 'Events about one of these types.',
      resolve: ({ subjectTypes }) => (subjectTypes ?? null) as never,
    }),
  }),
});

/** `SavedFeed`: one of the viewer's own. */
export const SavedFeed = builder.prismaNode('SavedFeed', {
  description: 'A feed that you keep: a filter under a name, and how far you have read it.',
  id: { resolve: (feed) => feed.id, description: 'Global id.' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id, workspaceId: viewer.workspaceId, userId: viewer.userId }),
  fields: (t) => ({
    name: t.exposeString('name', {
      description: '1–100 characters; no two of your feeds share one.',
    }),
    filter: t.field({
      type: SavedFeedFilter,
      description: 'Which events it tells of. Give the same lists to `activityFeed` to follow it.',
      resolve: ({ filter }) => filter as FeedFilter,
    }),
    isDefault: t.exposeBoolean('isDefault', {
      description: 'Whether it is the one that everybody has, and that cannot be removed.',
    }),
    readCursor: t.field({
      type: 'Cursor',
      description:
        'How far you have read it: give it as `after` to `events` or `activityFeed` to get what is unread.',
      resolve: async ({ readSeq }, _args, ctx) => {
        const { epoch, seq } = await headOf(ctx);
        return ctx.cursors.write(ctx.viewer.workspaceId, {
          epoch,
          seq: readSeq < seq ? readSeq : seq,
        });
      },
    }),
    unreadCount: t.int({
      description:
        'How many events behind `readCursor` it would tell you, without those that you caused yourself. Exact. `unreadCounts` tells it live.',
      resolve: (feed, _args, ctx) => unreadOf(ctx, countedFeed(feed)),
    }),
    whileAway: t.field({
      type: WhileAway,
      description: 'What happened behind `readCursor`, by customer, the most urgent first.',
      resolve: (feed, _args, ctx) => readWhileAway(ctx, countedFeed(feed)),
    }),
    version: t.exposeInt('version', {
      description:
        'Grows by 1 with every change of name or filter; reading leaves it. Send it back as `seenVersion`.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When you saved it.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When its name or filter last changed.',
    }),
  }),
});

nodeSource('SavedFeed', {
  permission: 'workspace:read',
  model: 'SavedFeed',
  isPersonal: true,
});
