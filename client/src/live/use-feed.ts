import { type AnyVariables, type Client, createRequest, type TypedDocumentNode } from '@urql/core';
import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { onEnd, pipe, subscribe } from 'wonka';
import { noteAccessChange } from './access-change.ts';
import type { FeedEvent, FeedItem } from './feed-item-fragment.ts';
import type { FeedState } from './feed/feed-state.ts';
import { followFeed } from './feed/follow-feed.ts';
import { isPositionRefused } from './feed/follow-over-socket.ts';
import type { OpenFeed } from './feed/followed-feed.ts';
import { watchNetwork } from './feed/watch-network.ts';
import { reportFeedState } from './feed-monitor.ts';
import { useSocket } from './socket/socket-context.ts';

interface UseFeedOptions<Data, Variables> {
  /** Selects the item as `feed`, with `FeedItemParts` and what the page shows of the subject. */
  document: TypedDocumentNode<Data, Variables>;
  variables: Omit<Variables, 'after'>;
  /** The position that came with what the page shows. Nothing is followed while it is null. */
  after: string | null;
  /** After the event was applied to the cache. Each once, in the order of the log. */
  onEvent?: (event: FeedEvent) => void;
  /** Something was missed for good: read the page anew, and follow from there. */
  onGap: () => void;
}

/**
 * Keeps a page up to date from the position with which it was loaded.
 *
 * Each event goes through the cache, which redraws whatever shows its subject. The state is reported
 * to the feed monitor, and the shell always shows it.
 */
export function useFeed<Data extends { feed: FeedItem }, Variables extends AnyVariables>(
  options: UseFeedOptions<Data, Variables>,
): void {
  const { document, variables, after } = options;
  const client = useClient();
  const socket = useSocket();
  const [feed] = useState(() => Symbol('feed'));
  const shown = useRef<FeedState>(null);
  const callbacks = useRef(options);
  useEffect(() => {
    callbacks.current = options;
  });

  const variablesKey = JSON.stringify(variables);
  useEffect(() => {
    const show = (next: FeedState) => {
      shown.current = next;
      reportFeedState(feed, next);
    };
    if (after === null) {
      show({ status: 'connecting' });
      return undefined;
    }

    const followed = followFeed<FeedEvent>({
      after,
      open: openThroughCache(client, document, JSON.parse(variablesKey) as typeof variables),
      onState(next) {
        // A page that was read anew goes on on the open socket: that is not worth a word.
        const isRestart = next.status === 'connecting' && shown.current?.status === 'live';
        if (!isRestart) show(next);
        if (next.status !== 'gap') return;
        if (next.reason === 'ACCESS_CHANGED') noteAccessChange();
        callbacks.current.onGap();
      },
      onEvent: (event) => callbacks.current.onEvent?.(event),
      onSilence: () => socket.suspect(),
    });
    const forget = watchNetwork(followed);
    return () => {
      forget();
      followed.stop();
    };
  }, [client, socket, feed, document, variablesKey, after]);

  useEffect(
    () => () => {
      shown.current = null;
      reportFeedState(feed, null);
    },
    [feed],
  );
}

function openThroughCache<Data extends { feed: FeedItem }, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, 'after'>,
): OpenFeed<FeedEvent> {
  return (after, sink) => {
    const request = createRequest(document, { ...variables, after } as unknown as Variables);
    const { unsubscribe } = pipe(
      client.executeSubscription(request),
      onEnd(() => sink.lost('connection')),
      // The item was applied to the cache before it gets here.
      subscribe(({ data, error }) => {
        if (data?.feed) sink.item(data.feed);
        else if (error)
          sink.lost(isPositionRefused(error.graphQLErrors) ? 'position' : 'connection');
      }),
    );
    return unsubscribe;
  };
}
