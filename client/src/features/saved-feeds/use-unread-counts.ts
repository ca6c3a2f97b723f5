import { useEffect } from 'react';
import { useClient } from 'urql';
import { onEnd, pipe, subscribe } from 'wonka';
import { graphql } from '../../graph/graphql.ts';

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

const AGAIN_FIRST_MS = 1_000;
const AGAIN_MOST_MS = 30_000;

/**
 * Keeps the unread counts in the cache true for as long as the component is shown. The stream tells
 * states, so after a break it is simply opened again.
 */
export function useUnreadCounts(): void {
  const client = useClient();
  useEffect(() => {
    let again: ReturnType<typeof setTimeout> | undefined;
    let close = () => {};
    let pauseMs = AGAIN_FIRST_MS;
    const open = () => {
      let isOver = false;
      const over = () => {
        if (isOver) return;
        isOver = true;
        again = setTimeout(open, pauseMs * (0.5 + Math.random() / 2));
        pauseMs = Math.min(pauseMs * 2, AGAIN_MOST_MS);
      };
      const { unsubscribe } = pipe(
        client.subscription(unreadCountsSubscription, {}),
        onEnd(over),
        subscribe(({ data, error }) => {
          if (data) pauseMs = AGAIN_FIRST_MS;
          else if (error) over();
        }),
      );
      close = () => {
        isOver = true;
        unsubscribe();
      };
    };
    open();
    return () => {
      clearTimeout(again);
      close();
    };
  }, [client]);
}
