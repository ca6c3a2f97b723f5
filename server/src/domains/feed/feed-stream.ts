import type { SubjectType } from '../../kernel/event.ts';
import type { Context } from '../../graphql/context.ts';
import { Refusal } from '../../graphql/refusal.ts';
import type { ShareableStream } from '../../graphql/shareable-stream.ts';
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
  const { logPool: pool, tail, drain, asking } = ctx;
  const { workspaceId, permissions, scope } = ctx.viewer;
  const after = asking.resumeAfter ?? options.after;
  const start = after == null ? null : readCursor(ctx, after);
  const judge = judging(options.filter, permissions, options.subjectTypes);
  const topics = feedTopics(options.filter, scope, options.subjectTypes);
  const write: WriteCursor = (seq, epoch = tail.epoch) =>
    ctx.cursors.write(workspaceId, { epoch, seq });

  const open = (
    from: Position | null,
    since: bigint | null | undefined,
    onCaughtUp?: (told: bigint) => boolean,
  ): AsyncIterableIterator<FeedItemShape> => {
    const stop = new AbortController();
    const signal = asking.signal ? AbortSignal.any([stop.signal, asking.signal]) : stop.signal;
    const items = follow({
      pool,
      tail,
      workspaceId,
      after: from,
      judge,
      topics,
      user: ctx.viewer,
      ...(since === undefined ? {} : { since }),
      stats: ctx.feedStats,
      drain,
      signal,
      ...(onCaughtUp ? { onCaughtUp } : {}),
    });
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        const { done, value } = await items.next();
        return done
          ? { done: true, value: undefined }
          : { done: false, value: shape(value, write) };
      },
      async return() {
        stop.abort();
        await items.return(undefined);
        return { done: true, value: undefined };
      },
    };
  };

  return Object.assign(open(start, asking.since), {
    sharing: {
      own: (from: bigint | null, onCaughtUp: (told: bigint) => boolean) =>
        from === null
          ? open(start, asking.since, onCaughtUp)
          : open({ epoch: tail.epoch, seq: from }, null, onCaughtUp),
      group: (
        told: bigint,
        deliver: (item: FeedItemShape, at: bigint) => void,
        onBroken: () => void,
      ) =>
        openFeedGroup({
          told,
          tail,
          workspaceId,
          judge,
          topics,
          stats: ctx.feedStats,
          onAccessEvent: onBroken,
          deliver: (item) => item.type !== 'gap' && deliver(shape(item, write), item.at),
          onBroken,
        }),
      link: (told: bigint, groupTold: bigint) =>
        shape({ type: 'heartbeat', at: groupTold, previous: told }, write),
      drain,
    },
  });
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
