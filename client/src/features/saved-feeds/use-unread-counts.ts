import { graphql } from '../../graph/graphql.ts';
import { useStateStream } from '../../graph/use-state-stream.ts';

const unreadCountsSubscription = graphql(`
  subscription UnreadCounts {
    unreadCounts {
      savedFeedId
      unreadCount
      savedFeed {
        id
        name
      }
    }
  }
`);

/** Keeps the unread counts in the cache true for as long as the component is shown. */
export function useUnreadCounts(): void {
  useStateStream(unreadCountsSubscription);
}
