import type { FeedGap } from './feed-item.ts';

/** How far a feed can be believed. */
export type FeedState =
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  /** What was missed is being read; `applied` so far. */
  | { readonly status: 'catching-up'; readonly applied: number }
  /** Nothing has been heard since; what is shown may be out of date. */
  | { readonly status: 'stale'; readonly since: Date }
  /** Something was missed for good; the page has to be read anew. */
  | { readonly status: 'gap'; readonly reason: FeedGap['reason'] | 'CHAIN_BROKEN' };
