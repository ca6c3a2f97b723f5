import { getOperationAST, parse } from 'graphql';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../server/src/app/schema.ts';
import { MAX_COST, pricing } from '../../server/src/graphql/cost.ts';
import { askWhole, type WholeAnswer } from '../support/ask-whole.ts';
import { clientQueries } from '../support/client-documents.ts';
import { openAdmittedSocket } from '../support/raw-socket.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { watchStatements } from '../support/statements.ts';
import { createCustomer, createOrganization, logInteraction } from '../support/workload.ts';

const watch = watchStatements();
let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await bootServer({ database: watch.options });
  token = await server.workspace.token();
});
afterAll(() => server.stop());

const ask = (query: string, variables: object = {}) =>
  askWhole(server.url, token, query, variables);

const priced = pricing(schema);
function priceOf(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const document = parse(query);
  return priced(document, getOperationAST(document)!)(variables);
}

/** Objects in an answer, however deep. */
function countObjects(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  const inside = Object.values(value).reduce<number>((sum, one) => sum + countObjects(one), 0);
  return Array.isArray(value) ? inside : inside + 1;
}

describe('what an operation costs', () => {
  test('is the objects that it answers with when all of its pages are full', async () => {
    const caller = { url: server.url, token };
    for (const name of ['Aline', 'Bruno']) {
      const organizationId = await createOrganization(caller, { name });
      for (const who of ['Ines', 'Joao', 'Kim']) {
        const customerId = await createCustomer(caller, { name: who, organizationId });
        for (const subject of ['one', 'two']) await logInteraction(caller, { customerId, subject });
      }
    }

    const { data, extensions } = await ask(
      `query ($n: Int, $with: Boolean!) {
        organizations(first: 2) {
          nodes { id ...People }
          pageInfo { hasNextPage }
          edges @skip(if: true) { node { id } }
        }
      }
      fragment People on Organization {
        customers(first: $n) {
          edges { node { id latest: interactions(last: 2) { nodes { id customer { id } } } } }
          nodes @include(if: $with) { id }
        }
      }`,
      { n: 3, with: false },
    );

    expect(extensions!.cost).toEqual({ requested: countObjects(data) - 1, limit: MAX_COST });
    expect(extensions!.cost!.requested).toBe(1 + 1 + 2 + 2 + 2 * 3 * 2 + 6 * (1 + 2 + 2));
  });

  test('sees what the variables are: absent, null, by default, skipped', () => {
    const query = `query ($n: Int = 7, $m: Int, $with: Boolean!) {
      a: customers(first: $n) { nodes { id } }
      b: customers(first: $m) { nodes { id } }
      c: customers(first: $m, last: 3) { nodes { id } }
      d: customers(first: 50) @include(if: $with) { nodes { id } }
    }`;

    // As coerced: a default is filled in, an absent variable is not there.
    expect(priceOf(query, { n: 7, with: false }).requested).toBe(1 + 7 + 1 + 25 + 1 + 3);
    expect(priceOf(query, { n: null, m: 2, with: true }).requested).toBe(26 + 3 + 3 + 51);
  });

  test('counts ids, lists that are never longer, and totals', () => {
    const ids = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(priceOf(ids, { ids: ['a', 'b', 'c'] }).requested).toBe(3);
    expect(priceOf('{ nodes(ids: ["a", "b"]) { id } }').requested).toBe(2);
    expect(priceOf('{ viewer { savedFeeds { id } } }').requested).toBe(1 + 50);
    expect(priceOf('{ customers(first: 3) { nodes { interactions { totalCount } } } }')).toEqual({
      requested: 1 + 3 + 3 * (1 + 10),
      refusal: null,
    });
    const counted = `aggregate { count durationSeconds { sum } }
      groups(by: { field: AGENT }, first: 5) { nodes { agent { name } aggregate { count } } }`;
    expect(priceOf(`{ interactions(first: 100) { ${counted} } }`)).toEqual({
      requested: 1 + (10 + 1) + 10 + 5 * (1 + 1 + 1),
      refusal: null,
    });
  });

  test('is told over server-sent events and over a socket as well', async () => {
    const query = '{ customers(first: 2) { nodes { id } } }';
    const cost = { requested: 3, limit: MAX_COST };

    const events = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query }),
    });
    expect(await events.text()).toContain(JSON.stringify({ cost }));

    const { socket, send, close } = await openAdmittedSocket(server.url, token);
    const answered = new Promise<{ payload: WholeAnswer }>((resolve) =>
      socket.once('message', (frame: Buffer) => resolve(JSON.parse(frame.toString()) as never)),
    );
    send({ id: '1', type: 'subscribe', payload: { query } });
    expect((await answered).payload.extensions).toEqual({ cost });
    close();
  });
});

/** Whether it may run when the page at the end of the path has another size. Keys are there once. */
function passes(
  query: string,
  variables: Readonly<Record<string, number>>,
  path: string,
  argument: string,
  size: number,
): boolean {
  const field = new RegExp(`\\b${path.split('.').at(-1)!}: \\w+(\\(\\w+: (\\$?)(\\w+)\\))?`);
  const [whole, args, isVariable, name] = field.exec(query)!;
  if (isVariable) return priceOf(query, { ...variables, [name!]: size }).refusal === null;
  const bare = whole.slice(0, whole.length - (args?.length ?? 0));
  return priceOf(query.replace(whole, `${bare}(${argument}: ${size})`), variables).refusal === null;
}

test.each(clientQueries())('our own $name costs less than a quarter of the limit', ({ text }) => {
  const { requested } = priceOf(text);

  expect(requested).toBeLessThan(MAX_COST / 4);
});

describe('an operation that is too dear', () => {
  const deep = (organizations: number, customers: string, interactions: number) => `
    query ($n: Int) { firms: organizations(first: ${organizations}) { nodes {
      customers(first: ${customers}) { edges { node {
        interactions(first: ${interactions}) { nodes { id } }
      } } }
    } } }`;

  test('is refused before the database is touched, and told where to ask for less', async () => {
    const query = deep(5, '$n', 100);
    let answer: WholeAnswer = {};
    const statements = await watch.during(async () => {
      answer = await ask(query, { n: 100 });
    });

    const most = 'firms.nodes.customers.edges.node.interactions';
    expect(answer.errors).toHaveLength(1);
    const { message, extensions } = answer.errors![0]!;
    expect(message).toBe(
      `This could answer with 51511 objects; 20000 are the most. The dearest branch is ${most}: with first: 36 there it would run.`,
    );
    expect(extensions).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      retryable: false,
      cost: { requested: 51_511, limit: MAX_COST },
      dearest: { path: most, cost: 50_500, first: 36 },
    });
    expect(statements.filter(({ query }) => /customers|organizations/.test(query))).toEqual([]);
    expect(priceOf(deep(5, '$n', 36), { n: 100 }).refusal).toBeNull();
    expect(priceOf(deep(5, '$n', 37), { n: 100 }).refusal).not.toBeNull();
  });

  test('is told of a branch further up where none below is small enough', () => {
    const both = `query ($n: Int) { organizations(first: $n) { nodes {
      a: customers(first: 100) { nodes { interactions(first: 2) { nodes { id } } } }
      b: customers(first: 100) { nodes { interactions(first: 2) { nodes { id } } } }
    } } }`;

    const { dearest } = priceOf(both, { n: 100 }).refusal!.extensions as { dearest: unknown };

    expect(dearest).toMatchObject({ path: 'organizations', first: 24 });
    expect(priceOf(both, { n: 24 }).refusal).toBeNull();
    expect(priceOf(both, { n: 25 }).refusal).not.toBeNull();
  });

  test('may cost exactly the limit', () => {
    const query = `query ($n: Int) {
      customers(first: 100) { nodes { interactions(first: $n) { nodes { id customer { id } } } } }
      some: customers(first: 99) { nodes { id } edges { cursor } }
    }`;

    expect(priceOf(query, { n: 98 })).toEqual({ requested: MAX_COST, refusal: null });
    expect(priceOf(query, { n: 100 }).refusal!.extensions).toMatchObject({
      dearest: { path: 'customers.nodes.interactions', first: 98 },
    });
  });

  test('is told that no single page would do, where that is so', () => {
    const much = (key: string) =>
      `${key}: customers(first: 100) { nodes { interactions(first: 100) { nodes { id } } } }`;

    const { message, extensions } = priceOf(
      `{ ${['a', 'b', 'c', 'd'].map(much).join(' ')} }`,
    ).refusal!;

    expect(message).toContain('a smaller page there alone is not enough');
    expect(extensions['dearest']).not.toHaveProperty('first');
  });

  test('with the page it is told it would pass, with one row more it would not', () => {
    const size = fc.oneof(fc.nat(100), fc.constantFrom('$a', '$b', null));
    const argument = fc.constantFrom('first', 'last');
    const list = (name: string, below: fc.Arbitrary<string>) =>
      fc
        .tuple(size, argument, fc.constantFrom('nodes', 'edges'), below)
        .map(([n, by, rows, inside]) => {
          const set = rows === 'nodes' ? `nodes { ${inside} }` : `edges { node { ${inside} } }`;
          return `key: ${name}${n === null ? '' : `(${by}: ${n})`} { ${set} totalCount }`;
        });
    const several = (one: fc.Arbitrary<string>) =>
      fc.array(one, { minLength: 1, maxLength: 2 }).map((all) => `id ${all.join(' ')}`);
    const interactions = list('interactions', fc.constant('id customer { id }'));
    const customers = list('customers', several(interactions));
    const organizations = list('organizations', several(fc.oneof(customers, interactions)));
    let told = 0;

    fc.assert(
      fc.property(
        fc.array(organizations, { minLength: 1 }),
        fc.nat(100),
        fc.nat(100),
        (all, a, b) => {
          let keys = 0;
          const fields = all.join('\n').replaceAll('key:', () => `k${keys++}:`);
          const query = `query ($a: Int, $b: Int) { ${fields} }`;
          const { requested, refusal } = priceOf(query, { a, b });
          expect(refusal === null).toBe(requested! <= MAX_COST);
          const dearest = refusal?.extensions['dearest'] as
            | { path: string; first?: number; last?: number }
            | undefined;
          const largest = dearest?.first ?? dearest?.last;
          if (largest === undefined) return;
          told++;
          const name = dearest!.first === undefined ? 'last' : 'first';
          expect(passes(query, { a, b }, dearest!.path, name, largest)).toBe(true);
          expect(passes(query, { a, b }, dearest!.path, name, largest + 1)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
    expect(told).toBeGreaterThan(50);
  });
});
