import type { FeedEvent, FeedHeartbeat } from './feed-item.ts';

/** How many cursors are remembered to recognise a repeat. */
const REMEMBERED = 1_000;

/** What one item is to somebody who holds a position. */
type Link =
  /** What comes next: apply it. */
  | 'next'
  /** Comes next, but was applied before: the position moves, and nothing is told. */
  | 'repeat'
  /** An echo from elsewhere in the chain that says nothing new: as if it had not come. */
  | 'echo'
  /** Something is missing before it. */
  | 'broken';

/** Where one stands in a feed, and what was applied on the way there. */
export interface Chain {
  /** Everything up to here was applied. Null: nothing was heard yet. */
  readonly position: string | null;
  readonly judge: (item: FeedEvent | FeedHeartbeat) => Link;
  /** Moves on to an item that was applied. */
  readonly advance: (item: FeedEvent | FeedHeartbeat) => void;
}

/**
 * Proves that nothing is missing: each item names the one before it, and is taken only where that is the
 * position held. So the position never passes an event that was not applied, whatever is lost, repeated or
 * out of order on the way. Cursors are compared, never ordered.
 */
export function openChain(after: string | null): Chain {
  let position = after;
  const applied = new Set<string>();

  return {
    get position() {
      return position;
    },
    judge(item) {
      const isApplied = item.__typename === 'FeedEvent' && applied.has(item.cursor);
      // Without a position the first item begins the chain.
      const isNext = position === null || item.previousCursor === position;
      if (isNext) return isApplied ? 'repeat' : 'next';
      if (isApplied) return 'echo';
      return item.__typename === 'FeedHeartbeat' && item.cursor === position ? 'echo' : 'broken';
    },
    advance(item) {
      position = item.cursor;
      if (item.__typename !== 'FeedEvent') return;
      applied.delete(item.cursor);
      applied.add(item.cursor);
      const [oldest] = applied;
      if (applied.size > REMEMBERED && oldest !== undefined) applied.delete(oldest);
    },
  };
}
