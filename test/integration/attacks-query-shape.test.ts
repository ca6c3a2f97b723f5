import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootServer, type TestServer } from '../support/server.ts';
import { watchStatements } from '../support/statements.ts';

const watch = watchStatements();
let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await bootServer({ database: watch.options });
  token = await server.workspace.token();
});
afterAll(() => server.stop());

const ask = (query: string, variables: Record<string, unknown> = {}) =>
  server.graphql(query, variables, token);

async function codeOf(query: string, variables?: Record<string, unknown>) {
  const { status, errors } = await ask(query, variables);
  return [status, errors?.[0]?.extensions.code];
}

const times = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');

describe('a document that asks for too much is refused before it is executed', () => {
  test.for<[string, string, string]>([
    [
      '101 aliases of one field',
      `{ ${times(101, (n) => `a${n}: viewer { role }`)} }`,
      'QUERY_TOO_COMPLEX',
    ],
    ['the same field 500 times', `{ ${times(500, () => 'viewer { role }')} }`, 'QUERY_TOO_COMPLEX'],
    [
      'the same field 20,000 times',
      `{ ${times(20_000, () => '__typename')} }`,
      'QUERY_TOO_COMPLEX',
    ],
    ['5,000 unknown directives', `{ __typename ${times(5_000, () => '@a')} }`, 'QUERY_TOO_COMPLEX'],
    [
      'a depth of 200',
      `{ organization(by: { externalId: "x" }) ${times(200, () => '{ parent')} { id } ${times(200, () => '}')} }`,
      'QUERY_TOO_DEEP',
    ],
    [
      'a depth of 3,000',
      `${times(3_000, () => '{a')} ${times(3_000, () => '}')}`,
      'QUERY_TOO_COMPLEX',
    ],
    ['15,001 characters', `{ __typename } #${'x'.repeat(15_001)}`, 'QUERY_TOO_COMPLEX'],
    ['2,001 tokens', `{ ${times(2_001, () => 'a')} }`, 'QUERY_TOO_COMPLEX'],
    ['five mutations', `mutation { ${times(5, (n) => `a${n}: signOut`)} }`, 'QUERY_TOO_COMPLEX'],
    [
      'fragments that double with every level',
      `{ viewer { ...f0 } } ${times(14, (n) => `fragment f${n} on Viewer { a${n}: user { id } ...f${n + 1} ...f${n + 1} }`)} fragment f14 on Viewer { role }`,
      'QUERY_TOO_COMPLEX',
    ],
  ])('%s', async ([, query, code]) => {
    const startedAt = performance.now();

    expect(await codeOf(query)).toEqual([400, code]);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  test('one unknown directive many times is one mistake', async () => {
    const { status, errors } = await ask(`{ __typename ${times(10, () => '@nothing')} }`);

    expect(status).toBe(400);
    expect(errors).toHaveLength(1);
  });

  test('introspection that goes round in circles is refused, the usual one is not', async () => {
    const circle = `{ __schema { types { ${times(4, () => 'fields { type {')} name ${times(4, () => '} }')} } } }`;

    expect((await ask(circle)).errors?.[0]?.message).toBe('Maximum introspection depth exceeded');
    expect((await ask(getIntrospectionQuery())).errors).toBeUndefined();
  });

  test('lists of lists of lists are refused by what they could answer with', async () => {
    const statements = await watch.during(async () => {
      expect(
        await codeOf(
          '{ organizations(first: 100) { nodes { customers(first: 100) { nodes { interactions(first: 100) { nodes { id } } } } } } }',
        ),
      ).toEqual([400, 'QUERY_TOO_COMPLEX']);
    });

    expect(statements.filter(({ query }) => /organizations|customers/.test(query))).toEqual([]);
  });
});

describe('a page size out of range is refused, not cut', () => {
  test.for<[string, string, Record<string, unknown>]>([
    ['a literal', '{ customers(first: 5000) { totalCount } }', {}],
    ['101', '{ customers(first: 101) { totalCount } }', {}],
    ['a negative one', '{ customers(last: -1) { totalCount } }', {}],
    ['a variable', 'query ($n: Int) { customers(first: $n) { totalCount } }', { n: 5000 }],
    ['a variable’s default', 'query ($n: Int = 5000) { customers(first: $n) { totalCount } }', {}],
    ['below a list', '{ organizations { nodes { customers(first: 101) { totalCount } } } }', {}],
    ['of the log', '{ events(first: 101) { hasMore } }', {}],
    ['of nodes', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array(101).fill('x') }],
  ])('%s', async ([, query, variables]) => {
    expect((await codeOf(query, variables))[1]).toBe('PAGE_SIZE');
  });
});

describe('variables and arguments are bounded before any resolver runs', () => {
  test('a list of 10,000 entries', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

    expect(await codeOf(query, { ids: Array(10_000).fill('x') })).toEqual([
      400,
      'QUERY_TOO_COMPLEX',
    ]);
  });

  test('a text of 5 MB', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ __typename }', variables: { text: 'x'.repeat(5_000_000) } }),
    });

    expect(response.status).toBe(413);
  });

  const nested = (depth: number): object =>
    depth === 0 ? { isArchived: false } : { and: [nested(depth - 1)] };

  test.for<[string, object]>([
    ['nested too deeply', nested(6)],
    ['of too many terms', { or: Array(50).fill({ isArchived: false }) }],
    ['with too long a list', { id: { in: Array(101).fill('x') } }],
  ])('a filter %s', async ([, filter]) => {
    const query = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }';

    expect((await codeOf(query, { filter }))[1]).toBe('QUERY_TOO_COMPLEX');
  });

  test('a feed filter with too long a list', async () => {
    const query = 'query ($f: ActivityFeedFilter) { events(filter: $f) { hasMore } }';

    expect((await codeOf(query, { f: { customerIds: Array(101).fill('x') } }))[1]).toBe(
      'QUERY_TOO_COMPLEX',
    );
  });

  test.for(['x'.repeat(50), 'x'.repeat(5_000), '%00', "' OR 1=1 --"])(
    'the cursor %s is refused',
    async (after) => {
      const query = 'query ($after: String) { customers(after: $after) { totalCount } }';

      expect((await codeOf(query, { after }))[1]).toBe('INVALID_CURSOR');
    },
  );

  test('a cursor of another order or list is refused', async () => {
    await ask('mutation { createCustomer(input: { name: "A" }) { __typename } }');
    const { data } = await ask('{ customers { pageInfo { endCursor } } }');
    const { endCursor } = (data as { customers: { pageInfo: { endCursor: string } } }).customers
      .pageInfo;
    const query = (list: string) => `query ($after: String) { ${list} { totalCount } }`;

    for (const list of [
      'customers(after: $after, orderBy: [{ field: CREATED_AT }])',
      'customers(after: $after, search: "a")',
      'organizations(after: $after)',
    ]) {
      expect((await codeOf(query(list), { after: endCursor }))[1]).toBe('INVALID_CURSOR');
    }
  });
});

test('somebody who has not signed in is told of the same limits', async () => {
  const query = `{ ${times(101, (n) => `a${n}: __typename`)} }`;

  const { status, errors } = await server.graphql(query, {}, null);

  expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
});
