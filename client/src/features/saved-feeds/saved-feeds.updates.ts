import type { Cache } from '@urql/exchange-graphcache';
import { graphql } from '../../graph/graphql.ts';

const unread = graphql(`
  fragment UnreadCount on SavedFeed {
    id
    unreadCount
  }
`);

/** Writes a count that the stream tells to the feed itself, wherever it is shown. */
export function applyUnreadCount(
  result: { unreadCounts?: { savedFeedId: string; unreadCount: number; savedFeed: object | null } },
  _args: unknown,
  cache: Cache,
): void {
  const told = result.unreadCounts;
  if (!told) return;
  if (!told.savedFeed) cache.invalidate({ __typename: 'SavedFeed', id: told.savedFeedId });
  else if (!cache.resolve({ __typename: 'SavedFeed', id: told.savedFeedId }, 'isDefault')) {
    // One that another window saved: the list of them is older than that.
    forgetSavedFeeds({}, {}, cache);
  }
  cache.writeFragment(unread, { id: told.savedFeedId, unreadCount: told.unreadCount });
}

/** Lets the list of kept feeds be read anew: one has come or gone. */
export function forgetSavedFeeds(_result: unknown, _args: unknown, cache: Cache): void {
  const viewer = cache.resolve('Query', 'viewer');
  if (typeof viewer === 'string') cache.invalidate(viewer, 'savedFeeds');
}
