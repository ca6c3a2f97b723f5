import type { SubjectType } from '../../kernel/event.ts';
import type { Context } from '../../graphql/context.ts';
import { Refusal } from '../../graphql/refusal.ts';
import type { Position } from '../../live/cursor.ts';
import { follow, type FeedItem } from '../../live/follow.ts';
import { judging, type FeedFilter } from './feed-filter.ts';
import type { FeedItemShape } from './feed-item.type.ts';

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
 * One subscriber's stream, with cursors written. Returning it stops it at once, also while it
 * waits: a plain generator would notice only at its next item.
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
): AsyncIterableIterator<FeedItemShape> {
  const { workspaceId, permissions } = ctx.viewer;
  const stop = new AbortController();
  const after = ctx.asking.resumeAfter ?? options.after;
  const items = follow({
    pool: ctx.logPool,
    tail: ctx.tail,
    workspaceId,
    after: after == null ? null : readCursor(ctx, after),
    judge: judging(options.filter, permissions, options.subjectTypes),
    drain: ctx.drain,
    signal: ctx.asking.signal ? AbortSignal.any([stop.signal, ctx.asking.signal]) : stop.signal,
  });
  const write = (seq: bigint) => ctx.cursors.write(workspaceId, { epoch: ctx.tail.epoch, seq });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const { done, value } = await items.next();
      return done ? { done: true, value: undefined } : { done: false, value: shape(value, write) };
    },
    async return() {
      stop.abort();
      await items.return(undefined);
      return { done: true, value: undefined };
    },
  };
}

function shape(item: FeedItem, write: (seq: bigint) => string): FeedItemShape {
  if (item.type === 'gap')
    return { type: 'gap', reason: item.reason, resumeFrom: write(item.resumeFrom) };
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
