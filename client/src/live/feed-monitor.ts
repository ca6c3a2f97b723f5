import type { FeedState } from './feed/feed-state.ts';

const urgency: Record<FeedState['status'], number> = {
  live: 0,
  connecting: 1,
  'catching-up': 2,
  stale: 3,
  gap: 4,
};

const states = new Map<symbol, FeedState>();
const listeners = new Set<() => void>();
let worst: FeedState | null = null;

/** Takes the state of one feed of the page; null when it is no longer followed. */
export function reportFeedState(feed: symbol, state: FeedState | null): void {
  if (state) states.set(feed, state);
  else states.delete(feed);
  worst = [...states.values()].reduce<FeedState | null>(
    (most, next) => (most && urgency[most.status] >= urgency[next.status] ? most : next),
    null,
  );
  for (const listener of listeners) listener();
}

/** The state that says least good of the page's feeds; null on a page that follows none. */
export const worstFeedState = (): FeedState | null => worst;

/** Calls the listener after each change of any feed's state; the answer ends it. */
export function onFeedState(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
