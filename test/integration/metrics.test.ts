import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../../server/src/platform/wait-until.ts';
import { openFeed, openSseFeed } from '../support/feed-client.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { openAdmittedSocket, openRawSocket } from '../support/raw-socket.ts';
import { readMetrics } from '../support/read-metrics.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, logInteraction } from '../support/workload.ts';

const EVENTS = 300;
const FEEDS = 20;

let server: TestServer;
let token: string;
let outside: Client;

beforeAll(async () => {
  server = await bootServer();
  token = await server.workspace.token();
  outside = new Client({ connectionString: server.databaseUrl });
  await outside.connect();
});
afterAll(async () => {
  await outside.end();
  await server.stop();
});

const metric = async (name: string) => (await readMetrics(server.url)).get(name);

/** The metric once it is as it should be, or as it is after 10 s. */
async function once(name: string, holds: (value: number) => boolean): Promise<number> {
  const look = async () => {
    const value = (await metric(name))!;
    return holds(value) ? value : undefined;
  };
  return (await waitUntil(look, 10_000)) ?? (await metric(name))!;
}

test('after a hard run the head is read, nothing waits, and nothing was dropped', async () => {
  const caller = { url: server.url, token };
  const feeds = Array.from({ length: FEEDS }, (_, n) =>
    (n % 4 === 0 ? openSseFeed : openFeed)({ ...caller, field: 'interactionFeed' }),
  );
  await Promise.all(feeds.map((feed) => feed.until('a heartbeat', (all) => all.length > 0)));
  const customerId = await createCustomer(caller, { name: 'Of the hard run' });

  for (let n = 0; n < EVENTS; n += 10) {
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        logInteraction(caller, { customerId, body: `${n + i}` }),
      ),
    );
  }
  await Promise.all(
    feeds.map((feed) =>
      feed.until('all events', (all) => all.filter((i) => 'name' in i).length === EVENTS),
    ),
  );

  const metrics = await readMetrics(server.url);
  const of = (name: string) => metrics.get(`rapport_${name}`)!;
  expect(of('feed_dropped_total')).toBe(0);
  expect(of('feed_head')).toBe(of('feed_position'));
  expect(of('feed_tail_lag_events')).toBe(0);
  expect(of('outbox_waiting')).toBe(0);
  expect(of('sequencer_events_total')).toBeGreaterThanOrEqual(EVENTS);
  expect(of('sequencer_batches_total')).toBeLessThanOrEqual(of('sequencer_events_total'));
  expect(of('sockets')).toBe(FEEDS - FEEDS / 4);
  expect(of('operations')).toBe(FEEDS);
  for (const feed of feeds) feed.close();
  expect(await once('rapport_operations', (value) => value === 0)).toBe(0);
  expect(await once('rapport_sockets', (value) => value === 0)).toBe(0);
});

test('what waits for a number is counted, with the age of the oldest', async () => {
  await outside.query('BEGIN');
  await outside.query('SELECT 1 FROM feed_head FOR UPDATE');
  await server.workspace.token('AGENT');

  expect(await once('rapport_outbox_waiting', (value) => value >= 2)).toBeGreaterThanOrEqual(2);
  expect(await once('rapport_outbox_oldest_seconds', (value) => value > 0.2)).toBeGreaterThan(0.2);

  await outside.query('ROLLBACK');
  expect(await once('rapport_outbox_waiting', (value) => value === 0)).toBe(0);
});

test('an old snapshot is told', async () => {
  await outside.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await outside.query('SELECT 1 FROM feed_head');

  expect(await once('rapport_oldest_snapshot_seconds', (value) => value > 0.5)).toBeGreaterThan(
    0.5,
  );

  await outside.query('ROLLBACK');
});

test('refusals are counted by code, whichever way they came', async () => {
  const name = 'rapport_refusals_total{code="PAGE_SIZE"}';
  const before = (await metric(name))!;
  const query = '{ customers(first: 5000) { totalCount } }';
  const socket = await openAdmittedSocket(server.url, token);

  await graphqlRequest(server.url, query, {}, token);
  socket.send({ id: '1', type: 'subscribe', payload: { query } });
  await socket.next();

  expect(await metric(name)).toBe(before + 2);
  socket.close();
});

test('refused upgrades and failed sign-ins are counted', async () => {
  await expect(
    openRawSocket(server.url, { headers: { origin: 'https://elsewhere.example' } }),
  ).rejects.toThrow('403');
  const signIn =
    'mutation { signIn(input: { email: "nobody@first.example", password: "wrong one" }) { __typename } }';
  await graphqlRequest(server.url, signIn);

  expect(await metric('rapport_upgrades_refused_total{status="403"}')).toBe(1);
  expect(await metric('rapport_sign_in_failures_total')).toBe(1);
});

test('no label holds what comes from outside', async () => {
  const labels = [...(await readMetrics(server.url)).keys()]
    .filter((name) => name.startsWith('rapport_'))
    .flatMap((name) => [...name.matchAll(/\{?,?(\w+)="([^"]*)"/g)])
    .filter(([, label]) => label !== 'le');

  for (const [, label, value] of labels) {
    expect([label, value]).toEqual([
      expect.stringMatching(/^(route|status|code|reason|path)$/),
      expect.stringMatching(
        /^([A-Z_]+|\d{3}|\dxx|graphql|session|healthz|readyz|metrics|client|compiled|partly_compiled|ordinary)$/,
      ),
    ]);
  }
});
