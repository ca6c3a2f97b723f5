import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_COST } from '../../server/src/graphql/cost.ts';
import { askWhole } from '../support/ask-whole.ts';
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

const ask = (query: string, variables: object = {}) =>
  askWhole(server.url, token, query, variables);

interface Report {
  readonly requested: number | null;
  readonly limit: number;
  readonly willRun: boolean;
  readonly dearest: readonly { path: string; cost: number; largestPage: number | null }[];
  readonly errors: readonly { message: string; code: string }[];
}
const COST_OF = `query ($document: String!, $variables: String, $operationName: String) {
  costOf(document: $document, variables: $variables, operationName: $operationName) {
    requested limit willRun dearest { path cost largestPage } errors { message code }
  }
}`;

async function costOf(document: string, variables?: object, operationName?: string) {
  const json = variables && JSON.stringify(variables);
  const answer = await ask(COST_OF, { document, variables: json, operationName });
  expect(answer.errors).toBeUndefined();
  return (answer.data as { costOf: Report }).costOf;
}

const nested = `query ($n: Int!) {
  organizations(last: 10) { nodes { id } }
  customers(first: 100) { nodes { id interactions(first: $n) { nodes { id } } } }
}`;

const dear = nested.replace('nodes { id } } } }', 'nodes { id customer { id } } } } }');

test('tells what an operation would cost, and runs nothing of it', async () => {
  const statements = await watch.during(async () => {
    expect(await costOf(nested, { n: 2 })).toEqual({
      requested: 1 + 100 + 100 * (1 + 2) + 11,
      limit: MAX_COST,
      willRun: true,
      dearest: [
        { path: 'customers', cost: 401, largestPage: 100 },
        { path: 'customers.nodes.interactions', cost: 300, largestPage: 100 },
        { path: 'organizations', cost: 11, largestPage: 100 },
      ],
      errors: [],
    });
  });

  expect(statements.filter(({ query }) => /customers|organizations/.test(query))).toEqual([]);
  const { extensions } = await ask(nested, { n: 2 });
  expect(extensions!.cost!.requested).toBe(412);
});

test.for<[string, string, object | undefined]>([
  ['one that is too dear', dear, { n: 100 }],
  ['a page out of range', nested, { n: 101 }],
  ['variables that are missing', nested, undefined],
  ['variables of a wrong type', nested, { n: 'many' }],
  ['a syntax error', '{ customers {', undefined],
  ['a field that is not there', '{ custmers { nodes { id } } }', undefined],
  ['too deep', `{ ${'viewer { user { '.repeat(9)} id ${'} }'.repeat(9)} }`, undefined],
  ['too many characters', `{ __typename } #${'x'.repeat(15_000)}`, undefined],
  ['an unused fragment', '{ __typename } fragment F on Customer { id }', undefined],
])('says of %s what the refusal would say', async ([, document, variables]) => {
  const { willRun, errors } = await costOf(document, variables);

  const refusal = await ask(document, variables);
  expect(willRun).toBe(false);
  expect(errors).toEqual(
    refusal.errors!.map(({ message, extensions }) => ({ message, code: extensions['code'] })),
  );
});

test('tells of one that is too dear where to ask for less', async () => {
  const { requested, willRun, dearest, errors } = await costOf(dear, { n: 100 });

  expect([requested, willRun, errors[0]!.code]).toEqual([20_212, false, 'QUERY_TOO_COMPLEX']);
  expect(dearest[1]).toEqual({
    path: 'customers.nodes.interactions',
    cost: 20_100,
    largestPage: 98,
  });
  expect((await costOf(dear, { n: 98 })).willRun).toBe(true);
  expect((await costOf(dear, { n: 99 })).willRun).toBe(false);
});

test('finds the operation by its name', async () => {
  const two = 'query A { customers(first: 1) { nodes { id } } } query B { viewer { role } }';

  expect((await costOf(two, {}, 'A')).requested).toBe(2);
  expect((await costOf(two, {}, 'B')).requested).toBe(1);
  expect((await costOf(two, {})).errors[0]!.code).toBe('OPERATION_NOT_FOUND');
});

test('wants a token, an object of variables, and to be asked once in a document', async () => {
  const code = async (query: string, as: string | null = token) =>
    (await server.graphql(query, {}, as)).errors?.[0]?.extensions['code'];

  expect(await code('{ costOf(document: "{ __typename }") { willRun } }', null)).toBe(
    'UNAUTHENTICATED',
  );
  for (const variables of ['[]', '1', 'null', '{', '']) {
    const text = JSON.stringify(variables);
    expect(
      await code(`{ costOf(document: "{ __typename }", variables: ${text}) { willRun } }`),
    ).toBe('INVALID_INPUT');
  }
  const one = 'costOf(document: "{ __typename }") { willRun }';
  expect(await code(`{ a: ${one} b: ${one} }`)).toBe('QUERY_TOO_COMPLEX');
});
