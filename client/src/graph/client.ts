import { Client, type Exchange, fetchExchange, type Operation } from '@urql/core';
import { authExchange } from '@urql/exchange-auth';
import { cacheExchange, type UpdatesConfig } from '@urql/exchange-graphcache';
import { retryExchange } from '@urql/exchange-retry';
import { feedHeadExchange } from './feed-head-exchange.ts';
import { possibleTypes } from './generated/schema-shape.ts';
import { keys } from './keys.ts';
import type { SessionKeeper } from './session-keeper.ts';

const RETRY_FIRST_MS = 500;
const RETRY_MOST_MS = 4_000;
const RETRIES = 3;

interface GraphClientOptions {
  session: SessionKeeper;
  /** Takes the subscriptions; the rest goes by HTTP. */
  subscriptions: Exchange;
  updates: UpdatesConfig;
}

/** Makes the GraphQL client of one signed-in user, with an empty cache. */
export function createGraphClient({ session, subscriptions, updates }: GraphClientOptions): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    // Without it urql also offers to take event streams, which only the socket is for.
    fetchOptions: { headers: { accept: 'application/graphql-response+json, application/json' } },
    exchanges: [
      cacheExchange({
        keys,
        possibleTypes,
        updates,
        // Writing without the whole schema, Graphcache tries every fragment of a union and warns in
        // development of the fields that the other members have: for each heartbeat of a feed.
        logger: () => undefined,
      }),
      feedHeadExchange,
      retryExchange({
        initialDelayMs: RETRY_FIRST_MS,
        maxDelayMs: RETRY_MOST_MS,
        maxNumberAttempts: RETRIES,
        retryIf: (error, { kind }) => kind === 'query' && error.networkError !== undefined,
      }),
      authExchange(async ({ appendHeaders }) => ({
        addAuthToOperation(operation: Operation) {
          const token = session.currentToken();
          return token ? appendHeaders(operation, { authorization: `Bearer ${token}` }) : operation;
        },
        willAuthError: () => session.isExpiring(),
        didAuthError: ({ response }) => response?.status === 401,
        async refreshAuth() {
          // Out of reach is not signed out: the operation then fails as any other does, and may be tried again.
          await session.refresh().catch(() => undefined);
        },
      })),
      subscriptions,
      fetchExchange,
    ],
  });
}
