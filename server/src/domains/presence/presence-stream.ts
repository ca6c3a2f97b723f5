import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../../graphql/context.ts';
import { endsSight } from '../../live/presence.ts';
import type { Place } from '../../live/presence-map.ts';
import { ACCESS, topic } from '../../live/topic-index.ts';
import { isOutdated, seesPlace } from './may-be-at.ts';

/** One item of the stream. */
interface PresenceItem {
  /** Null: its customer cannot be seen, and this is the last item. */
  readonly place: Place | null;
}

/** Changes that come closer together are told as one, by what they came to. */
const SHORTEST_PAUSE_MS = 200;

/**
 * The place, at once and after each change at it, until its customer leaves the viewer's sight: then
 * null, and the stream ends. Who is there is read when the item is sent, so a slow reader gets the
 * present state and costs nothing. Returning it stops it at once, also while it waits.
 */
export function presenceStream(ctx: Context, place: Place): AsyncIterableIterator<PresenceItem> {
  const { asking } = ctx;
  const stop = new AbortController();
  const signal = asking.signal ? AbortSignal.any([stop.signal, asking.signal]) : stop.signal;
  const items = states(ctx, place, signal);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => items.next(),
    async return() {
      stop.abort();
      return items.return(undefined);
    },
  };
}

async function* states(
  ctx: Context,
  place: Place,
  signal: AbortSignal,
): AsyncGenerator<PresenceItem, void, undefined> {
  const { presence, tail, viewer } = ctx;
  let isOver = false;
  let hasChanged = true;
  let wake = () => {};
  const stopWatching = presence.watch(place, () => {
    hasChanged = true;
    wake();
  });
  const interest = {
    workspaceId: place.workspaceId,
    topics: [topic('customerId', place.customerId), ACCESS],
  };
  // Listening comes before the look-up: what changes in between is heard.
  const stopListening = tail.listen(interest, (event) => {
    if (!endsSight(event, viewer, place)) return;
    isOver = true;
    wake();
  });
  const abort = () => wake();
  signal.addEventListener('abort', abort);
  try {
    if ((await isOutdated(ctx)) || !(await seesPlace(ctx, place))) isOver = true;
    while (!signal.aborted) {
      if (isOver) {
        yield { place: null };
        return;
      }
      if (hasChanged) {
        hasChanged = false;
        yield { place };
        await pause(SHORTEST_PAUSE_MS, undefined, { signal }).catch(() => undefined);
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  } finally {
    stopWatching();
    stopListening();
    signal.removeEventListener('abort', abort);
  }
}
