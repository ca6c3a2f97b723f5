import { type AnyVariables, Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { updates } from '../../client/src/app/updates.ts';
import { possibleTypes } from '../../client/src/graph/generated/schema-shape.ts';
import { keys } from '../../client/src/graph/keys.ts';
import { bootServer, type TestServer } from '../support/server.ts';

const PAGE = 20;
const FIRST_INTERACTIONS = 30;
const CHANGES = 60;
const HOUR_MS = 3_600_000;
const CHANNELS = ['CALL', 'EMAIL', 'CHAT', 'NOTE'] as const;

const node = `id version channel direction subject occurredAt agent { id name } customer { id name }`;

const feed = `subscription Feed($after: Cursor) {
  feed: activityFeed(after: $after) {
    __typename
    ... on FeedEvent {
      kind name subjectId subjectType
      subject {
        __typename
        ... on Interaction { ${node} }
        ... on Customer { id name }
      }
    }
  }
}`;

/** The lists a page may have in its cache, each a connection with its own filter. */
const lists = [
  { name: 'all', field: 'interactions', filter: null },
  { name: 'calls', field: 'interactions', filter: { channel: { eq: 'CALL' } } },
  { name: 'not notes', field: 'interactions', filter: { not: { channel: { in: ['NOTE'] } } } },
  { name: 'of one customer', field: 'customer', filter: null },
] as const;

interface Row {
  readonly id: string;
}
interface Page {
  readonly edges: readonly { readonly node: Row }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

interface ListData {
  readonly list?: Page;
  readonly owner?: { readonly list: Page };
}

let server: TestServer;
let token: string;
const open: (() => void)[] = [];
beforeEach(async () => {
  server = await bootServer();
  token = await server.workspace.token();
});
afterEach(async () => {
  for (const close of open.splice(0)) close();
  await server.stop();
});

test('a cache that followed the feed is the same as a fresh reading', async () => {
  const customerIds = await Promise.all(['Ada', 'Grace', 'Joan'].map(createCustomer));
  const [customerId = ''] = customerIds;
  for (let hour = 0; hour < FIRST_INTERACTIONS; hour++) await log(customerIds, hour, hour);
  const stale = client();
  const head = await stale.query<{ feedHead: string }>('{ feedHead }', {}).toPromise();
  for (const list of lists) await readList(stale, list, customerId, 'cache-first');
  const { seen } = follow(stale, head.data?.feedHead ?? '');

  const random = numbersFrom(20_261_122);
  for (let change = 0; change < CHANGES; change++) await changeSomething(customerIds, random);
  const last = await log(customerIds, 500, 0);
  await expect.poll(() => seen.has(last), { timeout: 10_000 }).toBe(true);

  for (const list of lists) {
    const cached = await readList(stale, list, customerId, 'cache-only');
    const fresh = await readList(client(), list, customerId, 'network-only');
    expect({ list: list.name, rows: cached }).toEqual({ list: list.name, rows: fresh });
  }
});

/** A cache as the client has it. */
function client(): Client {
  const socket = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  open.push(() => void socket.dispose());
  return new Client({
    url: `${server.url}/graphql`,
    preferGetMethod: false,
    fetchOptions: {
      headers: { authorization: `Bearer ${token}`, accept: 'application/graphql-response+json' },
    },
    exchanges: [
      cacheExchange({ keys, possibleTypes, updates, logger: () => undefined }),
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe<Record<string, unknown>>(
              { query, variables: variables ?? null },
              {
                ...sink,
                next: ({ data = null, errors }) => sink.next({ data, errors: errors ?? [] }),
              },
            ),
          }),
        }),
      }),
      fetchExchange,
    ],
  });
}

/** Lets the feed into the cache; tells of which subjects it has heard. */
function follow(cache: Client, after: string): { readonly seen: ReadonlySet<string> } {
  const seen = new Set<string>();
  const { unsubscribe } = cache
    .subscription<{ feed: { subjectId?: string } }, AnyVariables>(feed, { after })
    .subscribe(({ data }) => data?.feed.subjectId && seen.add(data.feed.subjectId));
  open.push(unsubscribe);
  return { seen };
}

/** Every row of a list, page after page; from the cache alone, or from the server. */
async function readList(
  reader: Client,
  { field, filter }: (typeof lists)[number],
  customerId: string,
  requestPolicy: 'cache-first' | 'cache-only' | 'network-only',
): Promise<readonly Row[]> {
  const connection = `interactions(first: ${PAGE}, after: $after, filter: $filter) {
    edges { node { ${node} } } pageInfo { hasNextPage endCursor }
  }`;
  const document =
    field === 'interactions'
      ? `query List($after: String, $filter: InteractionFilter) { list: ${connection} }`
      : `query List($after: String, $filter: InteractionFilter, $id: ID!) {
          owner: customer(by: { id: $id }) { id list: ${connection} }
        }`;
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const variables: AnyVariables = {
      after,
      filter,
      ...(field === 'customer' && { id: customerId }),
    };
    const { data, error } = await reader
      .query<ListData>(document, variables, { requestPolicy })
      .toPromise();
    const page: Page | undefined = data?.list ?? data?.owner?.list;
    if (!page) throw new Error('The list is not there.', { cause: error });
    rows.push(...page.edges.map((edge) => edge.node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return rows;
}

async function createCustomer(name: string): Promise<string> {
  return change('createCustomer', 'CreateCustomerInput', 'Customer', { name });
}

const logged: string[] = [];

async function log(customerIds: readonly string[], hour: number, pick: number): Promise<string> {
  const id = await change('logInteraction', 'LogInteractionInput', 'Interaction', {
    customerId: customerIds[pick % customerIds.length],
    channel: CHANNELS[pick % CHANNELS.length],
    direction: 'INBOUND',
    subject: `At ${hour}`,
    occurredAt: new Date(Date.UTC(2026, 0, 1) + hour * HOUR_MS).toISOString(),
  });
  logged.push(id);
  return id;
}

/** Logs, corrects, deletes or renames, as the numbers say. */
async function changeSomething(customerIds: readonly string[], random: (below: number) => number) {
  const id = logged[random(logged.length)];
  switch (random(4)) {
    case 0:
      await log(customerIds, random(100), random(12));
      break;
    case 1:
      await change('correctInteraction', 'CorrectInteractionInput', 'Interaction', {
        id,
        channel: CHANNELS[random(CHANNELS.length)],
        occurredAt: new Date(Date.UTC(2026, 0, 1) + random(100) * HOUR_MS).toISOString(),
      });
      break;
    case 2:
      await change('deleteInteraction', 'DeleteInteractionInput', 'Customer', { id });
      logged.splice(logged.indexOf(id ?? ''), 1);
      break;
    default:
      await change('updateCustomer', 'UpdateCustomerInput', 'Customer', {
        id: customerIds[random(customerIds.length)],
        name: `Renamed ${random(1_000)}`,
      });
  }
}

/** Runs a mutation that has to succeed; answers the id of what it made or changed. */
async function change(name: string, inputType: string, type: string, input: object) {
  const { data, errors } = await server.graphql<{ result: { id?: string; message?: string } }>(
    `mutation ($input: ${inputType}!) {
      result: ${name}(input: $input) { ... on ${type} { id } ... on Problem { message } }
    }`,
    { input },
  );
  if (errors || !data.result.id) throw new Error(`${name}: ${JSON.stringify(errors ?? data)}`);
  return data.result.id;
}

/** Whole numbers from a seed, always the same: a failure can be run again. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
