import type { FollowedFeed } from './followed-feed.ts';

const TICK_MS = 5_000;
/** A tick that is so late was slept through. */
const SLEPT_MS = 15_000;

/**
 * Tells a feed what a browser knows: that the network went or came, that the page is looked at again, that
 * the computer has slept. The answer ends it.
 */
export function watchNetwork({ wake, interrupt }: FollowedFeed): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener('online', wake, { signal });
  addEventListener('offline', interrupt, { signal });
  addEventListener('pageshow', wake, { signal });
  document.addEventListener('visibilitychange', () => document.hidden || wake(), { signal });
  let tickedAt = Date.now();
  const ticks = setInterval(() => {
    if (Date.now() - tickedAt > SLEPT_MS) wake();
    tickedAt = Date.now();
  }, TICK_MS);
  return () => {
    stop.abort();
    clearInterval(ticks);
  };
}
