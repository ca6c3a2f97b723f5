import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, compose, type ComposeSettings } from '../../server/src/app/compose.ts';
import { parseTrustedProxies } from '../../server/src/platform/trusted-proxies.ts';
import type { FeedEvent } from '../support/feed-document.ts';
import { createInstallation, type Installation } from '../support/installation.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { readEvents } from '../support/read-events.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { openResumingFeed, type ResumingFeed } from '../support/resuming-feed.ts';
import { createCustomer, logInteraction, shared } from '../support/workload.ts';

const INTERACTIONS = 200;
const CONNECTIONS = 4;

let installation: Installation;
let nodes: App[];
let redis: TestRedis | undefined;

beforeEach(async () => {
  installation = await createInstallation();
  nodes = [];
});
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await installation.remove();
  await redis?.stop();
  redis = undefined;
});

async function openNode(settings: Partial<ComposeSettings> = {}): Promise<App> {
  const node = await compose({
    databaseUrl: installation.databaseUrl,
    sessionSecret: 'a secret of the tests, long enough',
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    isProduction: false,
    ...(redis ? { redisUrl: redis.url } : {}),
    ...settings,
  });
  nodes.push(node);
  return node;
}

/** Writes through all nodes in turn under a subscriber of each. `disturb` is called some times in between. */
async function writeUnder(disturb: (round: number) => Promise<unknown>): Promise<number> {
  const { token } = installation;
  const customerId = await createCustomer({ url: nodes[0]!.url, token });
  const feeds = nodes.map(({ url }) =>
    openResumingFeed({ address: () => url, token, field: 'interactionFeed' }),
  );
  await Promise.all(feeds.map(({ opened }) => opened));
  await shared(INTERACTIONS, CONNECTIONS, async (number) => {
    const { url } = nodes[number % nodes.length]!;
    await logInteraction({ url, token }, { customerId, subject: `Call ${number}` });
    if (number % 50 === 25) await disturb((number - 25) / 50);
  });
  return untilAllSeen(feeds);
}

/** Answers how many interactions the log holds, which every feed was told of. */
async function untilAllSeen(feeds: readonly ResumingFeed[]): Promise<number> {
  for (const feed of feeds) {
    await feed.until('all interactions', (events) => events.length >= INTERACTIONS);
    await feed.stop();
  }
  const caller = { url: nodes[0]!.url, token: installation.token };
  const log = await readEvents({ ...caller, filter: { names: ['interaction.logged'] } });
  expect(log).toHaveLength(INTERACTIONS);
  for (const feed of feeds) {
    expect(feed.all.map(placeOf)).toEqual(log.map(placeOf));
    expect(feed.brokenLinks).toEqual([]);
  }
  return log.length;
}

const placeOf = ({ cursor, subjectId }: FeedEvent) => `${cursor} ${subjectId}`;

async function sql(text: string): Promise<number> {
  const client = new Client({ connectionString: installation.databaseUrl });
  await client.connect();
  const { rowCount } = await client.query(text);
  await client.end();
  return rowCount ?? 0;
}

test('with PostgreSQL alone every node tells what is written through any, though bells are cut off', async () => {
  await openNode();
  await openNode();
  let cut = 0;

  await writeUnder(async () => {
    cut += await sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'rapport bell' AND datname = current_database()`);
  });

  expect(cut).toBeGreaterThanOrEqual(2);
});

test('with Redis the same, though it is emptied, killed and started again, and hangs', async () => {
  redis = await startRedis();
  const { kill, flush, start, freeze, thaw } = redis;
  await openNode();
  await openNode();

  const told = await writeUnder((round) => [flush, kill, start, async () => freeze()][round]!());
  thaw();

  expect(told).toBe(INTERACTIONS);
});

test('a node without its Redis is ready, and says what it does without', async () => {
  redis = await startRedis();
  const { url } = await openNode();
  const state = async () => {
    const response = await fetch(`${url}/readyz`);
    const { degraded } = (await response.json()) as { degraded: unknown };
    return { status: response.status, degraded };
  };
  await expect.poll(state).toEqual({ status: 200, degraded: {} });

  await redis.kill();

  const away = { redis: 'away; PostgreSQL carries the feed' };
  await expect.poll(state).toEqual({ status: 200, degraded: away });
});

test('wrong passwords are counted over all nodes, exactly, and callers behind a proxy each for themselves', async () => {
  const trustedProxies = parseTrustedProxies('1')!;
  for (let node = 0; node < 3; node++) await openNode({ trustedProxies });
  const attempt = async (number: number, email: string, from: string) => {
    const response = await fetch(`${nodes[number % 3]!.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify({
        query: `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`,
        variables: { input: { email, password: 'wrong' } },
      }),
    });
    const { data } = (await response.json()) as { data: { signIn: { __typename: string } } };
    return data.signIn.__typename;
  };
  const attempts = (count: number, email: (number: number) => string, from: string) =>
    Promise.all(Array.from({ length: count }, (_, n) => attempt(n, email(n), from)));

  const ofOne = await attempts(25, () => 'owner@first.example', '192.0.2.1');
  const ofPlace = await attempts(90, (number) => `nobody${number}@first.example`, '192.0.2.1');
  const elsewhere = await attempts(3, () => 'else@first.example', '192.0.2.2');

  expect(ofOne.filter((name) => name === 'InvalidCredentials')).toHaveLength(10);
  expect(ofOne.filter((name) => name === 'TooManyAttempts')).toHaveLength(15);
  // Ten of the hundred that a place has were spent on the first.
  expect(ofPlace.filter((name) => name === 'InvalidCredentials')).toHaveLength(90);
  expect(await attempt(0, 'another@first.example', '192.0.2.1')).toBe('TooManyAttempts');
  expect(elsewhere).toEqual(['InvalidCredentials', 'InvalidCredentials', 'InvalidCredentials']);
});

test('sockets of one address are counted over all nodes that hear each other', async () => {
  redis = await startRedis();
  const [one, other] = [
    await openNode({ limits: { socketsPerAddress: 4 } }),
    await openNode({ limits: { socketsPerAddress: 4 } }),
  ];
  const sockets = await Promise.all([1, 2, 3].map(() => openRawSocket(one.url)));
  sockets.push(await openRawSocket(other.url));
  const tryOnce = async () => {
    try {
      const { close, closed } = await openRawSocket(other.url);
      close();
      await closed;
      return 'taken';
    } catch (error) {
      return String(error);
    }
  };

  await expect.poll(tryOnce, { timeout: 10_000 }).toContain('429');
  for (const { close } of sockets) close();
  await expect.poll(tryOnce, { timeout: 10_000 }).toBe('taken');
});
