import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { updates } from '../../client/src/app/updates.ts';
import { possibleTypes } from '../../client/src/graph/generated/schema-shape.ts';
import { keys } from '../../client/src/graph/keys.ts';
import { type Inbox, openInbox } from '../support/inbox.ts';
import { leaveSocket } from '../support/leave-socket.ts';
import type { Caller } from '../support/workload.ts';

type Variables = Readonly<Record<string, unknown>>;

/** The client's cache, with its own keys and update functions, on a real connection. */
export interface CachedClient {
  /** Reads over the network, into the cache. */
  fetch<Data>(document: string, variables: Variables): Promise<Data>;
  /** What the cache shows without asking anybody. Null: it would have to ask. */
  cached<Data>(document: string, variables: Variables): Promise<Data | null>;
  /** Follows a feed through the cache. The names of its events arrive as they were applied. */
  follow(document: string, variables: Variables): Inbox<string> & { stop(): void };
  close(): void;
}

interface FeedResult {
  readonly feed: { readonly __typename: string; readonly name?: string };
}

export function openCachedClient({ url, token }: Caller): CachedClient {
  const authorization = `Bearer ${token}`;
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
  });
  const client = new Client({
    url: `${url}/graphql`,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization } },
    exchanges: [
      cacheExchange({ keys, possibleTypes, updates, logger: failOnError }),
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query: query!, variables: variables as Record<string, unknown> },
              sink as never,
            ),
          }),
        }),
      }),
      fetchExchange,
    ],
  });
  return {
    async fetch(document, variables) {
      const options = { requestPolicy: 'network-only' } as const;
      const { data, error } = await client.query(document, variables, options).toPromise();
      if (error) throw error;
      return data as never;
    },
    async cached(document, variables) {
      const options = { requestPolicy: 'cache-only' } as const;
      const { data } = await client.query(document, variables, options).toPromise();
      return (data ?? null) as never;
    },
    follow(document, variables) {
      const inbox = openInbox<string>();
      const { unsubscribe } = client
        .subscription<FeedResult>(document, variables)
        .subscribe(({ data, error }) => {
          if (error) inbox.push(`error: ${error.message}`);
          else if (data?.feed.__typename === 'FeedEvent') inbox.push(data.feed.name!);
        });
      return { ...inbox, stop: unsubscribe };
    },
    close: () => leaveSocket(socket),
  };
}

/** The cache warns of every item of a union that it writes, which is no concern of these tests. */
function failOnError(severity: string, message: string): void {
  if (severity === 'error') throw new Error(message);
}
