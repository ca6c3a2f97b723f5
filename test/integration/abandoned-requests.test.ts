import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openAdmittedSocket } from '../support/raw-socket.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, createOrganization, logInteraction } from '../support/workload.ts';

let server: TestServer;
let token: string;
let holder: Client;
let looker: Client;

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  return client;
}

/** How many statements wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await looker.query<{ count: number }>(
    `SELECT count(*)::int FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]!.count;
}

const SOON = { timeout: 2_000, interval: 10 };
const untilWaiting = (count: number) =>
  vi.waitFor(async () => expect(await waiting()).toBe(count), { ...SOON, timeout: 10_000 });

function ask(query: string, variables: object = {}, headers: object = {}, signal?: AbortSignal) {
  return fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  });
}

/** Begins a request, and answers how to leave it. */
function begin(query: string, variables: object = {}, headers: object = {}) {
  const leaving = new AbortController();
  const gone = ask(query, variables, headers, leaving.signal)
    .then((response) => response.text())
    .catch(() => 'gone');
  return { leave: () => leaving.abort(), gone };
}

const PAGE = '{ customers { nodes { id name } } }';

describe.for([
  ['compiled', true],
  ['ordinary', false],
] as const)('with %s reads', ([, compileReads]) => {
  let ids: { readonly customer: string; readonly organization: string };

  beforeAll(async () => {
    server = await bootServer({ compileReads });
    token = await server.workspace.token();
    const caller = { url: server.url, token };
    const organization = await createOrganization(caller, { name: 'Ponte' });
    const customer = await createCustomer(caller, { name: 'Ines', organizationId: organization });
    await logInteraction(caller, { customerId: customer });
    ids = { customer, organization };
    [holder, looker] = [await connect(), await connect()];
  });
  afterAll(async () => {
    await Promise.all([holder.end(), looker.end()]);
    await server.stop();
  });

  /** Whoever reads these waits until the test is over. */
  beforeEach(async () => {
    await holder.query('BEGIN; LOCK TABLE customers, organizations IN ACCESS EXCLUSIVE MODE');
  });
  afterEach(() => holder.query('ROLLBACK'));

  describe('what a request was waiting for is cancelled when its client has gone', () => {
    test.for<[string, string]>([
      ['a list', PAGE],
      ['its total', '{ customers { totalCount } }'],
      ['one customer by id', 'query ($c: ID!) { customer(by: { id: $c }) { name } }'],
      ['one customer by address', '{ customer(by: { email: "i@example.com" }) { name } }'],
      ['one organisation', 'query ($o: ID!) { organization(by: { id: $o }) { name } }'],
      ['a node', 'query ($c: ID!) { node(id: $c) { id ... on Customer { name } } }'],
      ['what hangs on a row', '{ interactions { nodes { id customer { name } } } }'],
      ['what happened meanwhile', '{ viewer { savedFeeds { whileAway { customerCount } } } }'],
    ])('%s', async ([, query]) => {
      const request = begin(query, { c: ids.customer, o: ids.organization });
      await untilWaiting(1);

      request.leave();

      await expect.poll(waiting, SOON).toBe(0);
      expect(await request.gone).toBe('gone');
    });

    test('over server-sent events', async () => {
      const request = begin(PAGE, {}, { accept: 'text/event-stream' });
      await untilWaiting(1);

      request.leave();

      await expect.poll(waiting, SOON).toBe(0);
    });

    test('on a socket, when the operation is completed or the socket is closed', async () => {
      const { socket, send } = await openAdmittedSocket(server.url, token);
      send({ id: 'a', type: 'subscribe', payload: { query: PAGE } });
      send({ id: 'b', type: 'subscribe', payload: { query: PAGE } });
      await untilWaiting(2);

      send({ id: 'a', type: 'complete' });
      await expect.poll(waiting, SOON).toBe(1);

      socket.terminate();
      await expect.poll(waiting, SOON).toBe(0);
    });
  });

  test('what is cancelled is no failure, and nobody else notices', async () => {
    const refused = { ...server.services.apiStats.refusals };
    const stay = Array.from({ length: 4 }, async () => (await ask(PAGE)).json());
    const leaving = Array.from({ length: 20 }, () => begin(PAGE));
    // More than there are connections.
    await untilWaiting(10);

    for (const { leave } of leaving) leave();
    await untilWaiting(4);
    await holder.query('ROLLBACK');

    for (const answer of await Promise.all(stay)) {
      expect(answer).toMatchObject({ data: { customers: { nodes: [{ name: 'Ines' }] } } });
    }
    expect(server.services.apiStats.refusals).toEqual(refused);
  });

  test('a change whose client has gone is carried out, and its repetition answers it', async () => {
    await holder.query('ROLLBACK; BEGIN; LOCK TABLE customers IN SHARE MODE');
    const mutation = `mutation ($input: CreateCustomerInput!) {
    createCustomer(input: $input) { ... on Customer { id name } }
  }`;
    const input = { name: 'Rui', idempotencyKey: randomUUID() };
    const request = begin(mutation, { input });
    await untilWaiting(1);

    request.leave();
    await request.gone;
    await holder.query('COMMIT');

    const { data } = (await (await ask(mutation, { input })).json()) as { data: unknown };
    const { rows } = await looker.query("SELECT id FROM customers WHERE name = 'Rui'");
    expect(rows).toHaveLength(1);
    expect(data).toMatchObject({ createCustomer: { name: 'Rui' } });
  });
});
