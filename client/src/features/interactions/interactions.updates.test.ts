import { Client, createRequest, type Exchange, makeResult, type OperationResult } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { afterEach, expect, test } from 'vitest';
import { filter, map, merge, mergeMap, pipe, type Subject, makeSubject, subscribe } from 'wonka';
import { possibleTypes } from '../../graph/generated/schema-shape.ts';
import { graphql, type ResultOf } from '../../graph/graphql.ts';
import { keys } from '../../graph/keys.ts';
import { applyEvent } from '../../live/apply-event.ts';
import { customerInFeed } from './customer-in-feed.updates.ts';
import { interactionUpdates } from './interactions.updates.ts';
import { matchesFilter } from './matches-filter.ts';

const PAGE = 3;

const listQuery = graphql(`
  query List($after: String, $filter: InteractionFilter) {
    interactions(first: 3, after: $after, filter: $filter) {
      edges {
        node {
          id
          channel
          direction
          subject
          occurredAt
          customer {
            id
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const feedSubscription = graphql(`
  subscription Feed {
    feed: interactionFeed {
      __typename
      ... on FeedEvent {
        kind
        name
        subjectId
        subjectType
        subject {
          __typename
          ... on Interaction {
            id
            channel
            direction
            subject
            occurredAt
            customer {
              id
            }
          }
        }
      }
    }
  }
`);

type Node = ResultOf<typeof listQuery>['interactions']['edges'][number]['node'];

const followed: { stop: () => void }[] = [];
afterEach(() => {
  for (const { stop } of followed.splice(0)) stop();
});

test('a customer that goes out of sight takes its interactions along, and one that comes brings them', async () => {
  const [one, other] = [interaction('a', 1), interaction('b', 2)];
  const crm = crmWith([
    { ...one, customer: { id: 'lost' } },
    { ...other, customer: { id: 'kept' } },
  ]);
  await crm.read();

  crm.loseCustomer('lost');
  expect(await crm.read()).toEqual(['b']);
  crm.gainCustomer('came', [{ ...interaction('c', 3), customer: { id: 'came' } }]);

  expect(await crm.read()).toEqual(['c', 'b']);
});

test('a new interaction stands on top of the list, without another request', async () => {
  const crm = crmWith([interaction('a', 1), interaction('b', 2)]);
  await crm.read();

  crm.log(interaction('c', 3));

  expect(await crm.read()).toEqual(['c', 'b', 'a']);
  expect(crm.requests()).toBe(1);
});

test('one that happened earlier stands where its time says', async () => {
  const crm = crmWith([interaction('a', 1), interaction('c', 5)]);
  await crm.read();

  crm.log(interaction('b', 3));

  expect(await crm.read()).toEqual(['c', 'b', 'a']);
});

test('one older than everything loaded waits for its page', async () => {
  const crm = crmWith([2, 3, 4, 5].map((hour) => interaction(`i${hour}`, hour)));
  await crm.read();

  crm.log(interaction('old', 1));

  expect(await crm.read()).toEqual(['i5', 'i4', 'i3']);
});

test('a filtered list takes only what matches', async () => {
  const crm = crmWith([interaction('a', 1)], { channel: { in: ['CALL'] } });
  await crm.read();

  crm.log({ ...interaction('mail', 2), channel: 'EMAIL' });
  crm.log(interaction('call', 3));

  expect(await crm.read()).toEqual(['call', 'a']);
});

test('a corrected interaction moves, joins or leaves the list as the correction says', async () => {
  const crm = crmWith([interaction('a', 1), interaction('b', 2)], { channel: { in: ['CALL'] } });
  await crm.read();

  crm.log(interaction('a', 4));
  crm.log({ ...interaction('b', 2), channel: 'EMAIL' });

  expect(await crm.read()).toEqual(['a']);
});

test('what leaves the feed leaves the list', async () => {
  const crm = crmWith([interaction('a', 1), interaction('b', 2)]);
  await crm.read();

  crm.leave('b');

  expect(await crm.read()).toEqual(['a']);
});

test('an event that comes twice changes nothing the second time', async () => {
  const crm = crmWith([interaction('a', 1)]);
  await crm.read();

  crm.log(interaction('b', 2));
  crm.log(interaction('b', 2));

  expect(await crm.read()).toEqual(['b', 'a']);
});

test('the cache with the events is the same as a fresh reading, whatever happened', async () => {
  const crm = crmWith([1, 5, 9, 13, 17].map((hour) => interaction(`first-${hour}`, hour)));
  const secondPage = (await crm.page(null)).endCursor;
  await crm.page(secondPage);

  for (const hour of [18, 3, 10, 19, 2, 14, 6]) crm.log(interaction(`later-${hour}`, hour));
  crm.log(interaction('first-9', 20));
  crm.leave('first-5');

  const cached = [...(await crm.page(null)).ids, ...(await crm.page(secondPage)).ids];
  expect(cached).toEqual(crm.fresh());
  expect(crm.requests()).toBe(2);
});

function interaction(id: string, hour: number): Node {
  const occurredAt = new Date(Date.UTC(2026, 10, 22, hour)).toISOString();
  const customer = { id: 'customer' };
  return { id, channel: 'CALL', direction: 'INBOUND', subject: id, occurredAt, customer };
}

/** A cache as the client has it, over a server that keeps its interactions in memory. */
function crmWith(first: readonly Node[], wanted?: { channel: { in: Node['channel'][] } }) {
  const stored = new Map(first.map((node) => [node.id, node]));
  const items: Subject<Record<string, unknown>> = makeSubject();
  let requests = 0;

  const fresh = () =>
    [...stored.values()]
      .filter((node) => matchesFilter(wanted, (field) => node[field as keyof Node]))
      .sort((one, other) => other.occurredAt.localeCompare(one.occurredAt))
      .map(({ id }) => id);

  const server: Exchange = () => (operations) =>
    merge([
      pipe(
        operations,
        filter(({ kind }) => kind === 'query'),
        map((operation): OperationResult => {
          requests += 1;
          const { after } = operation.variables as { after: string | null };
          const ids = fresh();
          const start = after === null ? 0 : ids.indexOf(after) + 1;
          const page = ids.slice(start, start + PAGE);
          const data = {
            __typename: 'Query',
            interactions: {
              __typename: 'InteractionConnection',
              edges: page.map((id) => ({
                __typename: 'InteractionEdge',
                node: typed(stored.get(id)),
              })),
              pageInfo: {
                __typename: 'PageInfo',
                hasNextPage: start + PAGE < ids.length,
                endCursor: page.at(-1) ?? null,
              },
            },
          };
          return makeResult(operation, { data });
        }),
      ),
      pipe(
        operations,
        filter(({ kind }) => kind === 'subscription'),
        mergeMap((operation) =>
          pipe(
            items.source,
            map((feed) => makeResult(operation, { data: { __typename: 'Subscription', feed } })),
          ),
        ),
      ),
    ]);

  const feed = applyEvent({ Interaction: interactionUpdates, Customer: customerInFeed });
  const cache = cacheExchange({
    keys,
    possibleTypes,
    // As in `graph/client.ts`: without the schema it tries every fragment, and says so.
    logger: () => undefined,
    updates: { Subscription: { interactionFeed: feed } },
  });
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [cache, server],
  });
  const { unsubscribe } = pipe(
    client.executeSubscription(createRequest(feedSubscription, {})),
    subscribe(() => undefined),
  );
  followed.push({ stop: unsubscribe });

  async function page(after: string | null) {
    const variables = { after, ...(wanted && { filter: wanted }) };
    const { data } = await client.query(listQuery, variables).toPromise();
    const { edges, pageInfo } = data?.interactions ?? { edges: [], pageInfo: { endCursor: null } };
    return { ids: edges.map(({ node }) => node.id), endCursor: pageInfo.endCursor };
  }

  const tell = (kind: string, id: string, subject: unknown, subjectType = 'Interaction') =>
    items.next({
      __typename: 'FeedEvent',
      kind,
      name: 'interaction.logged',
      subjectId: id,
      subjectType,
      subject,
    });

  return {
    page,
    read: async () => (await page(null)).ids,
    fresh,
    requests: () => requests,
    log(node: Node) {
      stored.set(node.id, node);
      tell('CHANGE', node.id, typed(node));
    },
    leave(id: string) {
      stored.delete(id);
      tell('LEAVE', id, null);
    },
    loseCustomer(id: string) {
      for (const [key, { customer }] of stored) if (customer?.id === id) stored.delete(key);
      tell('LEAVE', id, null, 'Customer');
    },
    gainCustomer(id: string, nodes: readonly Node[]) {
      for (const node of nodes) stored.set(node.id, node);
      tell('CHANGE', id, { __typename: 'Customer' }, 'Customer');
    },
  };
}

function typed(node: Node | undefined) {
  return (
    node && {
      __typename: 'Interaction',
      ...node,
      customer: { __typename: 'Customer', ...node.customer },
    }
  );
}
