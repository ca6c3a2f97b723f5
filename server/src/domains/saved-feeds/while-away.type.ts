import { builder } from '../../graphql/builder.ts';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../graphql/list-arguments.ts';
import { isMasked } from '../../graphql/masked-fields.ts';
import { loadNodeBatched } from '../../graphql/node.ts';
import { Refusal } from '../../graphql/refusal.ts';
import {
  countDigests,
  type CustomerDigest as CustomerDigestShape,
  readDigests,
  type WhileAwayShape,
} from './while-away.ts';

const CustomerDigest = builder.objectRef<CustomerDigestShape>('CustomerDigest').implement({
  description: 'What happened to one customer while you were away.',
  fields: (t) => ({
    customer: t.field({
      type: 'Customer' as never,
      nullable: true,
      description: 'Who. Null: gone, or out of your sight, since the list was made.',
      resolve: ({ customerId }, _args, ctx, info) =>
        loadNodeBatched(ctx, info, 'Customer', customerId) as never,
    }),
    eventCount: t.exposeInt('eventCount', {
      description: 'Events of the feed about this customer, without those you caused yourself.',
    }),
    lastAt: t.expose('lastAt', {
      type: 'DateTime',
      description: 'When the last of them was written down.',
    }),
    waitingSince: t.expose('waitingSince', {
      type: 'DateTime',
      nullable: true,
      description:
        'Since when the customer has waited: the first e-mail, message, ticket or missed call from their side that nobody has answered. Null: they do not wait.',
    }),
    isMine: t.exposeBoolean('isMine', { description: 'Whether you look after the customer.' }),
    latest: t.field({
      type: ['Interaction'] as never,
      extensions: { mostItems: 3 },
      description: 'The latest interactions logged meanwhile, the newest first; at most 3.',
      resolve: async ({ interactionIds }, _args, ctx, info) => {
        const loaded = await Promise.all(
          interactionIds.map((id) => loadNodeBatched(ctx, info, 'Interaction', id)),
        );
        return loaded.filter((row) => row !== null) as never;
      },
    }),
    changedFields: t.stringList({
      description: 'Names of the customer’s fields that others changed meanwhile.',
      resolve: ({ changedFields }, _args, { viewer }, { schema }) =>
        changedFields.filter((name) => !isMasked(schema, 'Customer', name, viewer.masks)),
    }),
  }),
});

/** `WhileAway`: what a feed's reader has not read. */
export const WhileAway = builder.objectRef<WhileAwayShape>('WhileAway').implement({
  description: 'What happened since you last read a feed, told by customer.',
  fields: (t) => ({
    through: t.field({
      type: 'Cursor',
      description:
        'Up to where it tells. Give it to `markFeedRead` once it was read, and as `after` to follow from there.',
      resolve: ({ through, epoch }, _args, ctx) =>
        ctx.cursors.write(ctx.viewer.workspaceId, { epoch, seq: through }),
    }),
    isComplete: t.exposeBoolean('isComplete', {
      description: 'False: some of it is older than the log is kept, and is missing here.',
    }),
    eventCount: t.int({
      description: 'All unread events by others, also those about no customer.',
      resolve: async (stretch, _args, ctx) => (await countDigests(ctx, stretch)).events,
    }),
    customerCount: t.int({
      description: 'How many customers it tells of in all.',
      resolve: async (stretch, _args, ctx) => (await countDigests(ctx, stretch)).customers,
    }),
    customers: t.field({
      type: [CustomerDigest],
      description:
        'By urgency: those who wait for an answer, yours first and the longest waiting first; then the others, yours first and the latest news first.',
      args: {
        first: t.arg.int({
          description: `How many at most, 1–${MAX_PAGE_SIZE}; ${DEFAULT_PAGE_SIZE} by default. More is refused.`,
        }),
      },
      resolve: (stretch, { first }, ctx) => {
        const size = first ?? DEFAULT_PAGE_SIZE;
        if (size < 1 || size > MAX_PAGE_SIZE) {
          throw new Refusal(
            'PAGE_SIZE',
            `Ask for 1 to ${MAX_PAGE_SIZE} customers at once; this asks for ${size}.`,
          );
        }
        return readDigests(ctx, stretch, size);
      },
    }),
  }),
});
