import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { GraphqlAnswer } from '../support/graphql-request.ts';
import { bootServer, type TestServer } from '../support/server.ts';

const SECRET_WORDS = 'words nobody else may read';
/** What would tell somebody outside how we are made. */
const TELLING =
  /select |insert |update |\bfrom \b|relation|column|constraint|prisma|postgres|127\.0\.0\.1|localhost|node_modules|\.ts\b|\bat \w+ \(|did you mean|stack/i;

let server: TestServer;
let breaker: Client;

beforeAll(async () => {
  server = await bootServer();
  breaker = new Client({ connectionString: server.databaseUrl });
  await breaker.connect();
});
afterAll(async () => {
  await breaker.end();
  await server.stop();
});
afterEach(() => void vi.restoreAllMocks());

/** What the log is told from now on, as text by level. */
function watchLog() {
  const told: string[] = [];
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(server.services.log, level).mockImplementation((...args: unknown[]) => {
      told.push(
        JSON.stringify(args, (_key, value: unknown) =>
          value instanceof Error ? Object.assign({ message: value.message }, value) : value,
        ),
      );
    });
  }
  return told;
}

/** An answer's errors without their places in the document, which have lines and columns. */
const said = (errors: GraphqlAnswer<unknown>['errors']) =>
  JSON.stringify(errors?.map(({ message, extensions }) => ({ message, extensions })) ?? []);

const CREATE = `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { __typename } }`;

describe('a failure that nobody expected', () => {
  afterEach(async () => {
    await breaker.query('ALTER TABLE IF EXISTS customers_away RENAME TO customers');
  });

  test.for<[string, string, Record<string, unknown>]>([
    ['a query', '{ customers { nodes { id } } }', {}],
    ['a look-up', '{ customer(by: { externalId: "a" }) { id } }', {}],
    ['a mutation', CREATE, { input: { name: SECRET_WORDS, email: 'secret@person.example' } }],
  ])(
    'of %s says nothing but its request id, under which the log has it',
    async ([, query, variables]) => {
      await breaker.query('ALTER TABLE customers RENAME TO customers_away');
      const told = watchLog();

      const { errors } = await server.graphql(query, variables);

      const [error] = errors!;
      expect(error).toMatchObject({
        message: 'Something went wrong.',
        extensions: { code: 'INTERNAL', retryable: true },
      });
      expect(said(errors)).not.toMatch(TELLING);
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(error!.extensions.requestId);
      expect(told[0]).not.toMatch(/secret@person|words nobody/);
    },
  );

  test('a refused constraint is a failure like any other', async () => {
    await breaker.query("ALTER TABLE customers ADD CONSTRAINT no_zoe CHECK (name <> 'Zoe')");
    const told = watchLog();

    const { errors } = await server.graphql(CREATE, { input: { name: 'Zoe' } });

    await breaker.query('ALTER TABLE customers DROP CONSTRAINT no_zoe');
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'INTERNAL' } });
    expect(JSON.stringify(errors)).not.toMatch(/no_zoe|customers/);
    expect(told.join()).toContain('no_zoe');
  });

  test('a statement that takes too long is given up and may be tried again', async () => {
    await breaker.query('BEGIN; LOCK TABLE customers IN ACCESS EXCLUSIVE MODE');
    await breaker.query('SELECT 1');
    const told = watchLog();

    const { errors } = await server.graphql('{ customers { nodes { id } } }');

    await breaker.query('ROLLBACK');
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'TIMEOUT', retryable: true } });
    expect(said(errors)).not.toMatch(TELLING);
    expect(told).toHaveLength(1);
  }, 30_000);
});

describe('whatever is answered', () => {
  test.for<[string, string, Record<string, unknown>]>([
    ['a text with a NUL', CREATE, { input: { name: 'a\u0000b' } }],
    ['half of a surrogate pair', CREATE, { input: { name: '\uD800' } }],
    [
      'a number too large',
      'query ($n: Int) { customers(first: $n) { totalCount } }',
      { n: 2 ** 40 },
    ],
    [
      'a date that is none',
      'query ($d: DateTime) { customers(filter: { createdAt: { gte: $d } }) { totalCount } }',
      { d: '2026-02-31' },
    ],
    [
      'a date far away',
      'query ($d: DateTime) { customers(filter: { createdAt: { gte: $d } }) { totalCount } }',
      { d: '9999-12-31T23:59:59Z' },
    ],
    [
      'a date long ago',
      'query ($d: DateTime) { customers(filter: { createdAt: { gte: $d } }) { totalCount } }',
      { d: '0001-01-01T00:00:00Z' },
    ],
    [
      'an integer at its end',
      '{ organizations(filter: { size: { lte: 2147483647 } }) { totalCount } }',
      {},
    ],
    ['a key too long', CREATE, { input: { name: 'a', idempotencyKey: 'x'.repeat(201) } }],
    ['an empty key', CREATE, { input: { name: 'a', idempotencyKey: '' } }],
    ['an id that is base64 of rubbish', '{ node(id: "////") { id } }', {}],
    [
      'two ways to name a customer',
      'query ($by: CustomerBy!) { customer(by: $by) { id } }',
      { by: { id: 'a', email: 'b' } },
    ],
    ['no way to name one', 'query ($by: CustomerBy!) { customer(by: $by) { id } }', { by: {} }],
    [
      'a version that is negative',
      'mutation { updateCustomer(input: { id: "x", seenVersion: -1 }) { __typename } }',
      {},
    ],
  ])('%s is no failure of ours, and tells nothing', async ([, query, variables]) => {
    const told = watchLog();

    const { status, errors } = await server.graphql(query, variables);

    expect(status).toBeLessThan(500);
    expect(errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('INTERNAL');
    expect(said(errors)).not.toMatch(TELLING);
    expect(told).toEqual([]);
  });
});
