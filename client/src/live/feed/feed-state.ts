import type { FeedGap } from './feed-item.ts';

/** Why what was loaded cannot be brought up to date by following. */
export type GapReason =
  | FeedGap['reason']
  /** The server does not take the cursor: it is not one of this workspace. */
  | 'CURSOR_REFUSED'
  /** Something is missing between two items, and was missing again when they were asked for anew. */
  | 'CHAIN_BROKEN';

/** How far a feed can be believed. */
export type FeedState =
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  /** What was missed is being read; `applied` so far. */
  | { readonly status: 'catching-up'; readonly applied: number }
  /** Nothing has been heard since; what is shown may be out of date. */
  | { readonly status: 'stale'; readonly since: Date }
  /** Something was missed for good: load afresh, and follow from there. The following has ended. */
  | { readonly status: 'gap'; readonly reason: GapReason };
