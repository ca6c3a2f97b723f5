import type { SubjectType } from '../../kernel/event.ts';
import type { Context } from '../../graphql/context.ts';
import { Refusal } from '../../graphql/refusal.ts';
import type { ShareableStream, Sharing } from '../../graphql/shareable-stream.ts';
import type { Position } from '../../live/cursor.ts';
import { openFeedGroup } from '../../live/feed-group.ts';
import { follow, type FeedItem } from '../../live/follow.ts';
import { judging, type FeedFilter } from './feed-filter.ts';
import type { FeedItemShape } from './feed-item.type.ts';
import { feedTopics } from './feed-topics.ts';

/** What `interactionFeed` is about. */
export const INTERACTION_SUBJECTS: readonly SubjectType[] = ['Interaction'];

/** Reads a cursor of the viewer's workspace. @throws {Refusal} INVALID_CURSOR */
export function readCursor(ctx: Context, cursor: string): Position {
  const position = ctx.cursors.read(ctx.viewer.workspaceId, cursor);
  if (!position)
    throw new Refusal(
      'INVALID_CURSOR',
      'This is not a cursor of this workspace. Start again without it.',
    );
  return position;
}

/**
 * One subscriber's stream, with cursors written; it can be shared with others of its shape.
 * Returning it stops it at once, also while it waits: a plain generator would notice only at its
 * next item.
 *
 * @throws {Refusal} INVALID_CURSOR
 */
export function feedStream(
  ctx: Context,
  options: {
    readonly after: string | null | undefined;
    readonly filter: FeedFilter;
    readonly subjectTypes?: readonly SubjectType[];
  },
): ShareableStream<FeedItemShape> {
  const { logPool: pool, tail, drain, asking, feedStats: stats, viewer } = ctx;
  const { workspaceId, scope } = viewer;
  const after = asking.resumeAfter ?? options.after;
  const start = after == null ? null : readCursor(ctx, after);
  const judge = judging(options.filter, viewer, options.subjectTypes);
  const topics = feedTopics(options.filter, scope, options.subjectTypes);
  const write: WriteCursor = (seq, epoch = tail.epoch) =>
    ctx.cursors.write(workspaceId, { epoch, seq });

  const sharing: Sharing<FeedItemShape> = {
    own(from, onCaughtUp) {
      const stop = new AbortController();
      const items = follow({
        pool,
        tail,
        workspaceId,
        after: from === null ? start : { epoch: tail.epoch, seq: from },
        judge,
        topics,
        user: viewer,
        // One that goes on has met every change of access so far.
        ...(from !== null
          ? { since: null }
          : asking.since === undefined
            ? {}
            : { since: asking.since }),
        stats,
        drain,
        signal: stop.signal,
        onCaughtUp,
      });
      return {
        [Symbol.asyncIterator]() {
          return this;
        },
        async next() {
          const { done, value } = await items.next();
          if (done) return { done: true, value: undefined };
          if (value.type === 'gap') stats.gaps[value.reason]++;
          const at = value.type === 'gap' ? null : value.at;
          return { done: false, value: { item: shape(value, write), at } };
        },
        async return() {
          stop.abort();
          await items.return(undefined);
          return { done: true, value: undefined };
        },
      };
    },
    group: ({ told, deliver, onAccessEvent, onBroken }) =>
      openFeedGroup({
        told,
        tail,
        workspaceId,
        judge,
        topics,
        stats,
        deliver(item) {
          const key = item.type === 'event' ? `${item.at} ${item.kind}` : null;
          deliver(shape(item, write), item.at, key);
        },
        onAccessEvent,
        onBroken,
      }),
    link: (told, groupTold) => shape({ type: 'heartbeat', at: groupTold, previous: told }, write),
    end: (reason, at) => shape({ type: 'gap', reason, resumeFrom: at, epoch: tail.epoch }, write),
    drain,
  };
  return {
    sharing,
    async *[Symbol.asyncIterator]() {
      for await (const { item } of sharing.own(null, () => false)) yield item;
    },
  };
}

/** Writes a place of an epoch, the present one unless said otherwise. */
type WriteCursor = (seq: bigint, epoch?: string) => string;

function shape(item: FeedItem, write: WriteCursor): FeedItemShape {
  if (item.type === 'gap')
    return { type: 'gap', reason: item.reason, resumeFrom: write(item.resumeFrom, item.epoch) };
  const place = { cursor: write(item.at), previousCursor: write(item.previous) };
  return item.type === 'event'
    ? { type: 'event', kind: item.kind, event: item.event, ...place }
    : {
        type: 'heartbeat',
        at: new Date(),
        reconnectAfterMs: item.reconnectAfterMs ?? null,
        ...place,
      };
}
