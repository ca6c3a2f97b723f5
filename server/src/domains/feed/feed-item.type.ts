import { type SubjectType as SubjectTypeName, subjectTypes } from '../../kernel/event.ts';
import { builder } from '../../graphql/builder.ts';
import { isMasked } from '../../graphql/masked-fields.ts';
import { loadNodeBatched, nodeInterface } from '../../graphql/node.ts';
import { globalId } from '../../graphql/global-id.ts';
import type { GapReason } from '../../live/follow.ts';
import type { LoggedEvent } from '../../live/logged-event.ts';

/** One item with its place in a stream, cursors written. */
export interface EventItem {
  readonly type: 'event';
  readonly kind: 'CHANGE' | 'LEAVE';
  readonly event: LoggedEvent;
  readonly cursor: string;
  readonly previousCursor: string;
}
export interface HeartbeatItem {
  readonly type: 'heartbeat';
  readonly at: Date;
  readonly reconnectAfterMs: number | null;
  readonly cursor: string;
  readonly previousCursor: string;
}
export interface GapItem {
  readonly type: 'gap';
  readonly reason: GapReason;
  readonly resumeFrom: string;
}
export type FeedItemShape = EventItem | HeartbeatItem | GapItem;

/** `SubjectType` in the schema: what an event can be about. */
export const SubjectType = builder.enumType('SubjectType', {
  description: 'The type of object an event is about.',
  values: Object.fromEntries(
    subjectTypes.map((type) => [type, { value: type, description: `A \`${type}\`.` }]),
  ) as Record<SubjectTypeName, { value: SubjectTypeName; description: string }>,
});

const FeedEventKind = builder.enumType('FeedEventKind', {
  description: 'What an event means to this feed.',
  values: {
    CHANGE: { description: 'The subject is in the feed, and is shown as it now is.' },
    LEAVE: {
      description:
        'The subject was in the feed and no longer is: deleted, or moved out of the filter.',
    },
  } as const,
});

const ActorKind = builder.enumType('ActorKind', {
  description: 'Who or what made a change.',
  values: {
    USER: { description: 'A user of the workspace.' },
    SYSTEM: { description: 'The installation itself.' },
  } as const,
});

const Actor = builder.objectRef<Pick<LoggedEvent, 'actorKind' | 'actorId'>>('Actor').implement({
  description: 'Who made a change.',
  fields: (t) => ({
    kind: t.field({
      type: ActorKind,
      description: 'A user, or the installation.',
      resolve: ({ actorKind }) => actorKind,
    }),
    user: t.field({
      type: 'User' as never,
      nullable: true,
      description: 'The user. Null: it was not a user, or they have left.',
      resolve: ({ actorId }, _args, ctx, info) =>
        (actorId === null ? null : loadNodeBatched(ctx, info, 'User', actorId)) as never,
    }),
  }),
});

const FeedPosition = builder.interfaceRef<EventItem | HeartbeatItem>('FeedPosition').implement({
  description:
    'A place in a stream. Each item names the one before it, so a client can prove that nothing is missing: `previousCursor` must be the `cursor` it saw last.',
  fields: (t) => ({
    cursor: t.field({
      type: 'Cursor',
      description: 'This place. Give it as `after`, here or to `events`, to go on from behind it.',
      resolve: ({ cursor }) => cursor,
    }),
    previousCursor: t.field({
      type: 'Cursor',
      description:
        'The place of the item before. Of the first: `after`, or its own cursor where `after` is absent.',
      resolve: ({ previousCursor }) => previousCursor,
    }),
  }),
  resolveType: (item) => (item.type === 'event' ? 'FeedEvent' : 'FeedHeartbeat'),
});

/** `FeedEvent`. */
export const FeedEvent = builder.objectRef<EventItem>('FeedEvent').implement({
  description: 'Something that happened.',
  interfaces: [FeedPosition],
  fields: (t) => ({
    kind: t.field({
      type: FeedEventKind,
      description: 'Whether its subject is in the feed, or has left it.',
      resolve: ({ kind }) => kind,
    }),
    name: t.string({
      description: '`noun.past-participle`, such as `interaction.logged`.',
      resolve: ({ event }) => event.name,
    }),
    occurredAt: t.field({
      type: 'DateTime',
      description: 'When it happened in the world.',
      resolve: ({ event }) => event.occurredAt,
    }),
    recordedAt: t.field({
      type: 'DateTime',
      description: 'When it was written down.',
      resolve: ({ event }) => event.recordedAt,
    }),
    actor: t.field({ type: Actor, description: 'Who did it.', resolve: ({ event }) => event }),
    subjectId: t.id({
      description: 'The global id of what it is about, also once that is gone.',
      resolve: ({ event }) => globalId(event.subjectType, event.subjectId),
    }),
    subjectType: t.field({
      type: SubjectType,
      description: 'What kind of thing it is about.',
      resolve: ({ event }) => event.subjectType,
    }),
    subject: t.field({
      type: nodeInterface,
      nullable: true,
      description:
        'What it is about, as it is now, with exactly what a query would show you. Null on LEAVE, and once it is deleted.',
      resolve: ({ kind, event }, _args, ctx, info) =>
        kind === 'LEAVE' ? null : loadNodeBatched(ctx, info, event.subjectType, event.subjectId),
    }),
    customer: t.field({
      type: 'Customer' as never,
      nullable: true,
      description:
        'The customer on whose timeline it stands. Null: nobody’s, or you may not see customers.',
      resolve: ({ event }, _args, ctx, info) =>
        (event.scope.customerId === null
          ? null
          : loadNodeBatched(ctx, info, 'Customer', event.scope.customerId)) as never,
    }),
    changedFields: t.stringList({
      description:
        'The names of the subject’s fields that changed. Empty: it is new, gone, or nothing can be named to you.',
      resolve: ({ event: { subjectType, changedFields } }, _args, { viewer }, { schema }) =>
        changedFields.filter((name) => !isMasked(schema, subjectType, name, viewer.masks)),
    }),
  }),
});

const FeedHeartbeat = builder.objectRef<HeartbeatItem>('FeedHeartbeat').implement({
  description:
    'Nothing happened for you up to here. Sent at once on subscribing and after at most 15 s of silence, so that quiet and dead look different, and a filtered feed resumes near the head.',
  interfaces: [FeedPosition],
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'The server’s clock.', resolve: ({ at }) => at }),
    reconnectAfterMs: t.exposeInt('reconnectAfterMs', {
      nullable: true,
      description:
        'The server is going to stop, and this ends the stream: connect again after so many milliseconds and go on from `cursor`. Null: all is well.',
    }),
  }),
});

const FeedGapReason = builder.enumType('FeedGapReason', {
  description: 'Why not everything after your cursor can be told.',
  values: {
    CURSOR_EXPIRED: { description: 'It is older than the log is kept.' },
    EPOCH_CHANGED: {
      description: 'The database was restored: positions of before mean nothing now.',
    },
    LAGGED: { description: 'You did not read for too long.' },
    ACCESS_CHANGED: { description: 'What you may see has changed.' },
  } as const,
});

/** `FeedGap`. */
export const FeedGap = builder.objectRef<GapItem>('FeedGap').implement({
  description:
    'Something is missing, and you are told. Load afresh, then go on from `resumeFrom`. It ends the stream.',
  fields: (t) => ({
    reason: t.field({ type: FeedGapReason, description: 'Why.', resolve: ({ reason }) => reason }),
    resumeFrom: t.field({
      type: 'Cursor',
      description: 'Where to go on once you have loaded afresh.',
      resolve: ({ resumeFrom }) => resumeFrom,
    }),
    snapshotRequired: t.boolean({
      description: 'Whether what you show may be wrong until you load it afresh.',
      resolve: ({ reason }) => reason !== 'LAGGED',
    }),
  }),
});

/** `FeedItem`: what a subscription sends. */
export const FeedItem = builder.unionType('FeedItem', {
  description: 'One item of a stream.',
  types: [FeedEvent, FeedHeartbeat, FeedGap],
  resolveType: (item) =>
    item.type === 'event' ? 'FeedEvent' : item.type === 'heartbeat' ? 'FeedHeartbeat' : 'FeedGap',
});
