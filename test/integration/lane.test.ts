import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, compose } from '../../server/src/app/compose.ts';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { bytesOfAddress, bytesOfPost } from '../support/answer-bytes.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { PASSWORD } from '../support/workspace.ts';

/** Two servers on one database: one lets common requests go past Yoga, the other does not. */
let short: TestServer;
let long: App;
let token: string;
let customerId: string;
let calls = 0;

const CREATE = `mutation ($input: CreateCustomerInput!) {
  createCustomer(input: $input) { __typename ... on Customer { id name } ... on Problem { message code } }
}`;
const LOG = `mutation ($input: LogInteractionInput!) {
  logInteraction(input: $input) { __typename ... on Interaction { id subject body customer { name } } ... on Problem { message path } }
}`;

beforeAll(async () => {
  short = await bootServer();
  long = await compose({
    databaseUrl: short.databaseUrl,
    sessionSecret: 'a secret of the tests, long enough',
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    isProduction: false,
    lane: false,
  });
  token = await short.workspace.token('MANAGER');
  const { data } = await short.graphql<{ createCustomer: { id: string } }>(CREATE, {
    input: { name: 'Zoë “Ağaoğlu” 漢字 🙂 \u2028 </script>' },
  });
  customerId = data.createCustomer.id;
});
afterAll(async () => {
  await long.stop();
  await short.stop();
});

const bytesOf = (url: string, body: string | object, headers: Readonly<Record<string, string>>) =>
  bytesOfPost(url, body, { authorization: `Bearer ${token}`, ...headers });
const bytesOfGet = (url: string, search: string) => bytesOfAddress(url, search, token);

const ANONYMOUS = { authorization: '' };
const CUSTOMER =
  'query ($id: ID!) { customer(by: { id: $id }) { id name interactions(first: 2) { totalCount } } }';
const TWO = 'query A { a: __typename } query B { viewer { role } }';

interface Sent {
  readonly body: string | object | (() => object);
  readonly headers?: Readonly<Record<string, string>>;
}
const cases: Readonly<Record<string, Sent>> = {
  'a name alone': { body: { query: '{ __typename }' } },
  'a list': { body: { query: '{ customers(first: 3) { totalCount edges { node { name } } } }' } },
  'one object, with text of all sorts': {
    body: () => ({ query: CUSTOMER, variables: { id: customerId } }),
  },
  'the head of the log': { body: { query: '{ feedHead viewer { role } }' } },
  introspection: { body: { query: '{ __schema { queryType { name } } }' } },
  'an id that is none, twice': {
    body: { query: '{ a: node(id: "x") { id } b: node(id: "%") { id } viewer { role } }' },
  },
  'an error that empties the whole answer': {
    body: { query: '{ customers(after: "not a cursor") { totalCount } }' },
  },
  'the same, for readers of plain JSON': {
    body: { query: '{ customers(after: "not a cursor") { totalCount } }' },
    headers: { accept: 'application/json' },
  },
  'a command': {
    body: { query: CREATE, variables: { input: { name: 'Ada 🙂', idempotencyKey: 'one' } } },
  },
  'a command that meets a problem': {
    body: { query: CREATE, variables: { input: { name: ' ', idempotencyKey: 'two' } } },
  },
  'an interaction': {
    body: () => ({
      query: LOG,
      variables: {
        input: {
          customerId,
          channel: 'CALL',
          subject: 'Ünïcode ‮',
          idempotencyKey: `call ${++calls}`,
        },
      },
    }),
  },
  'an interaction, with everything about it': {
    body: () => ({
      query: `mutation ($input: LogInteractionInput!) { logged: logInteraction(input: $input) {
        ...Logged ... on Problem { message } } }
        fragment Logged on Interaction { kind: __typename key: id channel direction subject body occurredAt durationSeconds
          source externalId version agent { name role } organization { name } participants { name role }
          customer { id name lastInteractionAt owner { name } } }`,
      variables: {
        input: {
          customerId,
          channel: 'VISIT',
          body: 'a\u0001"b',
          idempotencyKey: `call ${++calls}`,
        },
      },
    }),
  },
  'an interaction, and what else there was with its customer': {
    body: () => ({
      query: `mutation ($input: LogInteractionInput!) { logInteraction(input: $input) {
        ... on Interaction { id customer { first: interactions(first: 3) { totalCount nodes { subject channel } } } } } }`,
      variables: { input: { customerId, channel: 'NOTE', idempotencyKey: `call ${++calls}` } },
    }),
  },
  'an interaction with nobody': {
    body: () => ({
      query: LOG,
      variables: {
        input: { customerId: globalId('Customer', short.workspace.id), channel: 'CALL' },
      },
    }),
  },
  'two commands, one of them wrong': {
    body: {
      query: `mutation { a: createCustomer(input: { name: "Bo", idempotencyKey: "four" }) { __typename }
        b: createCustomer(input: { name: "" }) { __typename } }`,
    },
  },
  'a command that may not be given': {
    body: { query: 'mutation { suspendUser(input: { id: "VXNlcjox" }) { __typename } }' },
  },
  'a wrong password': {
    body: {
      query: 'mutation { signIn(input: { email: "a@b.example", password: "x" }) { __typename } }',
    },
    headers: ANONYMOUS,
  },
  'a sign-in, with its cookie': {
    body: () => ({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
      variables: { input: { email: short.workspace.emailOf('MANAGER'), password: PASSWORD } },
    }),
    headers: ANONYMOUS,
  },
  'nobody who asks for data': { body: { query: '{ viewer { role } }' }, headers: ANONYMOUS },
  'nobody who asks for a name': { body: { query: '{ __typename }' }, headers: ANONYMOUS },
  'nobody who asks for what is not there': { body: { query: '{ secret }' }, headers: ANONYMOUS },
  'a token that means nothing': {
    body: { query: '{ __typename }' },
    headers: { authorization: 'Bearer nothing' },
  },
  'one operation of two': { body: { query: TWO, operationName: 'B' } },
  'two operations without a name': { body: { query: TWO } },
  'an operation that is not there': { body: { query: TWO, operationName: 'C' } },
  'an empty operation name': { body: { query: '{ __typename }', operationName: '' } },
  'an operation name that is no text': { body: { query: TWO, operationName: 7 } },
  'variables that are null': { body: { query: '{ __typename }', variables: null } },
  'variables that are a list': { body: { query: '{ __typename }', variables: [] } },
  'variables that nothing asks for': {
    body: '{"query":"{ __typename }","variables":{"__proto__":{"a":1},"constructor":2,"x":1e400}}',
  },
  'a variable that is missing': { body: { query: CUSTOMER } },
  'a variable of another type': { body: { query: CUSTOMER, variables: { id: { a: 1 } } } },
  'a variable that is null': { body: { query: CUSTOMER, variables: { id: null } } },
  'a lone surrogate': {
    body: '{"query":"query ($id: ID!) { node(id: $id) { id } }","variables":{"id":"\\ud800"}}',
  },
  'a NUL character': { body: { query: CUSTOMER, variables: { id: '\0' } } },
  'a key that stands twice': { body: '{"query":"{ a }","query":"{ __typename }"}' },
  'a key that nobody knows': { body: { query: '{ __typename }', mutation: 'x' } },
  'an unknown key that is null': { body: { query: '{ __typename }', mutation: null } },
  'extensions that mean nothing': { body: { query: '{ __typename }', extensions: { a: 1 } } },
  'no query': { body: { variables: {} } },
  'an empty query': { body: { query: '' } },
  'a query that is no text': { body: { query: ['{ __typename }'] } },
  'a syntax error': { body: { query: '{ customers( }' } },
  'a field that is not there': { body: { query: '{ viewer { role nickname } }' } },
  'a page that is too long': { body: { query: '{ customers(first: 101) { totalCount } }' } },
  'a document that is too dear': {
    body: {
      query:
        '{ customers(first: 100) { edges { node { interactions(first: 100) { edges { node { id participants { name } } } } } } } }',
    },
  },
  'a subscription': { body: { query: 'subscription { interactionFeed { __typename } }' } },
  'a list of operations': { body: [{ query: '{ __typename }' }] },
  'a body that is no JSON': { body: '{"query":' },
  'a body with a mark before it': { body: '\ufeff{"query":"{ __typename }"}' },
  'an empty body': { body: '' },
};

describe.for([
  ['no word of what is accepted', {}],
  ['anything accepted', { accept: '*/*' }],
  ['JSON accepted', { accept: 'application/json' }],
  ['GraphQL’s JSON accepted', { accept: 'application/graphql-response+json' }],
] as const)('with %s', ([, accepted]) => {
  test.for(Object.entries(cases))(
    '%s: past Yoga the answer is the same, byte for byte',
    async ([, { body, headers }]) => {
      const sent = typeof body === 'function' ? body() : body;

      // One after the other: what is written is written past Yoga, and repeated through it.
      const onShort = await bytesOf(short.url, sent, { ...accepted, ...headers });
      const onLong = await bytesOf(long.url, sent, { ...accepted, ...headers });

      expect(onShort).toBe(onLong);
      expect(onShort).toMatch(/^HTTP\/1.1 \d/u);
    },
  );
});

describe('by GET', () => {
  const asSearch = (given: Readonly<Record<string, unknown>>) =>
    new URLSearchParams(
      Object.entries(given).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ).toString();
  const plain = Object.entries(cases).filter(
    ([, { body, headers }]) => typeof body === 'object' && !Array.isArray(body) && !headers,
  );
  const odd = [
    'query=%7B+__typename+%7D&query=%7B+viewer+%7B+role+%7D+%7D',
    'query=%7B+__typename+%7D&variables=%7B',
    'query=%7B+__typename+%7D&variables=null',
    'query=%7B+__typename+%7D&variables=',
    'query=%7B+__typename+%7D&_=1764262000',
    'query=%7B+__typename+%7D&operationName=',
    'query=%7B+__typename+%7D#fragment',
    'query=%zz',
    '',
  ];

  test.for(plain)('%s: the answer is the same, byte for byte', async ([, { body }]) => {
    const search = asSearch(body as Record<string, unknown>);

    expect(await bytesOfGet(short.url, search)).toBe(await bytesOfGet(long.url, search));
  });

  test.for(odd)('so is that to ?%s', async (search) => {
    expect(await bytesOfGet(short.url, search)).toBe(await bytesOfGet(long.url, search));
  });

  test('one object is found by its address', async () => {
    const answer = await bytesOfGet(
      short.url,
      asSearch({ query: CUSTOMER, variables: { id: customerId } }),
    );

    expect(answer).toMatch(/^HTTP\/1.1 200/u);
    expect(answer).toContain('漢字');
  });
});

test.for([
  'application/json, text/plain, */*',
  'text/html, application/xhtml+xml, */*',
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
  'application/json, application/graphql-response+json',
  'multipart/mixed, application/graphql-response+json',
  'application/json;q=0.5, application/graphql-response+json',
  'application/json; charset=utf-16, application/graphql-response+json',
  'Application/JSON',
  'application/*',
  ', application/json',
  'text/plain',
  'text/event-stream',
])('accepting `%s`, the answer is the same as Yoga’s', async (accept) => {
  const body = { query: '{ viewer { role } a: node(id: "x") { id } }' };

  const answers = await Promise.all(
    [short.url, long.url].map((url) => bytesOf(url, body, { accept })),
  );

  expect(answers[0]).toBe(answers[1]);
});
