import type { Exchange } from '@urql/core';
import { map, pipe } from 'wonka';

/** Where a result carries the feed position that came with it. */
const FEED_HEAD = 'feedHead';

/**
 * Keeps a response's own `feedHead` beside it, on `extensions`.
 *
 * Stands below the cache: read from the cache, `feedHead` could be that of another, later response, and
 * whoever follows from there would miss what happened between the two. A result without it comes from the cache.
 */
export const feedHeadExchange: Exchange =
  ({ forward }) =>
  (operations) =>
    pipe(
      forward(operations),
      map((result) => {
        const head: unknown = result.data?.[FEED_HEAD];
        if (result.operation.kind !== 'query' || typeof head !== 'string') return result;
        return { ...result, extensions: { ...result.extensions, [FEED_HEAD]: head } };
      }),
    );

/** The position to follow from, if this result came over the wire and its document asked for it. */
export function feedHeadOf(result: {
  extensions?: Record<string, unknown> | undefined;
}): string | null {
  const head = result.extensions?.[FEED_HEAD];
  return typeof head === 'string' ? head : null;
}
