import { Client, gql, makeResult } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { expect, test, vi } from 'vitest';
import { filter, map, pipe, subscribe } from 'wonka';
import { applyEvent } from './apply-event.ts';

const permissions = gql`
  query {
    viewer {
      id
      permissions
    }
  }
`;
const feed = gql`
  subscription {
    feed: activityFeed {
      __typename
      reason
    }
  }
`;

test('when access has changed, every open page asks again, for the permissions too', async () => {
  const server = client({ __typename: 'FeedGap', reason: 'ACCESS_CHANGED' });
  const shown: unknown[] = [];
  const page = pipe(
    server.urql.query(permissions, {}),
    subscribe(({ data }) => shown.push(data?.viewer.permissions)),
  );

  const stream = pipe(
    server.urql.subscription(feed, {}),
    subscribe(() => undefined),
  );

  await vi.waitFor(() => expect(shown.at(-1)).toEqual(['2']));
  stream.unsubscribe();
  page.unsubscribe();
});

test('a reader that lagged keeps what it shows', () => {
  const server = client({ __typename: 'FeedGap', reason: 'LAGGED' });
  const page = pipe(
    server.urql.query(permissions, {}),
    subscribe(() => undefined),
  );

  const stream = pipe(
    server.urql.subscription(feed, {}),
    subscribe(() => undefined),
  );

  expect(server.asked()).toBe(1);
  stream.unsubscribe();
  page.unsubscribe();
});

/** A client whose server answers with another permission each time, and with this item on its feed. */
function client(item: { __typename: string; reason: string }) {
  let asked = 0;
  const urql = new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [
      cacheExchange({
        logger: () => undefined,
        updates: { Subscription: { activityFeed: applyEvent({}) } },
      }),
      () => (operations) =>
        pipe(
          operations,
          filter(({ kind }) => kind !== 'teardown'),
          map((operation) => {
            if (operation.kind === 'subscription')
              return makeResult(operation, { data: { feed: item } });
            asked += 1;
            const viewer = { __typename: 'User', id: 'ada', permissions: [String(asked)] };
            return makeResult(operation, { data: { __typename: 'Query', viewer } });
          }),
        ),
    ],
  });
  return { urql, asked: () => asked };
}
