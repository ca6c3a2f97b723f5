import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../../server/src/platform/wait-until.ts';
import { openFeed, openSseFeed } from '../support/feed-client.ts';
import { openAdmittedSocket, openRawSocket, type RawSocket } from '../support/raw-socket.ts';
import { readMetrics } from '../support/read-metrics.ts';
import { bootServer, type TestServer } from '../support/server.ts';

/** Small, so that a test need not open hundreds of sockets. What is not here is the default. */
const LIMITS = {
  socketsPerAddress: 40,
  socketsPerUser: 8,
  socketsPerSession: 5,
  connectsPerSecond: 10_000,
  feedsPerUser: 6,
};
const KEEP_ALIVE_MS = 400;
const FEED = 'subscription { interactionFeed { __typename } }';

let server: TestServer;
let token: string;
const open: { close(): void }[] = [];

beforeAll(async () => {
  server = await bootServer({ limits: LIMITS });
  token = await server.workspace.token();
});
afterAll(() => server.stop());
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await until('no socket is left', async () => {
    const left = (await readMetrics(server.url)).get('rapport_sockets');
    return left === 0 && server.services.apiStats.operations === 0;
  });
});

const stats = () => structuredClone(server.services.apiStats);
const subscribe = (id: string, query: string) => ({ id, type: 'subscribe', payload: { query } });

async function until(awaited: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  if (!(await waitUntil(async () => (await holds()) || undefined, 15_000)))
    throw new Error(`Never: ${awaited}`);
}

async function admitted(as = token): Promise<RawSocket> {
  const socket = await openAdmittedSocket(server.url, as);
  open.push(socket);
  return socket;
}

/** Sends it and answers with what came back until an answer to `last` came. */
async function answersUntil(socket: RawSocket, last: string) {
  const answers: Record<string, unknown>[] = [];
  for (;;) {
    const answer = await socket.next();
    answers.push(answer);
    if (answer.id === last) return answers;
  }
}

describe('too many sockets', () => {
  test('of one session are sent away with 1013; another session of the user goes on', async () => {
    for (let n = 0; n < LIMITS.socketsPerSession; n++) await admitted();
    const one = await openRawSocket(server.url);
    one.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });

    expect(await one.closed).toEqual({ code: 1013, reason: 'You have too many sockets.' });
    const other = await admitted(await server.workspace.token());
    other.send(subscribe('1', '{ viewer { role } }'));
    expect(await other.next()).toMatchObject({ type: 'next' });
  });

  test('of one user are sent away with 1013; others go on, and one that closes makes room', async () => {
    const second = await server.workspace.token();
    for (let n = 0; n < LIMITS.socketsPerSession; n++) await admitted();
    for (let n = LIMITS.socketsPerSession; n < LIMITS.socketsPerUser; n++) await admitted(second);
    const over = await openRawSocket(server.url);
    over.send({ type: 'connection_init', payload: { authorization: `Bearer ${second}` } });

    expect((await over.closed).code).toBe(1013);
    await admitted(await server.workspace.token('AGENT'));
    const leaving = open[0] as RawSocket;
    leaving.close();
    await leaving.closed;
    await expect(admitted()).resolves.toBeTruthy();
  });

  test('from one address are refused with 429, before anything is read of them', async () => {
    const before = stats();
    const silent = await Promise.all(
      Array.from({ length: LIMITS.socketsPerAddress }, () => openRawSocket(server.url)),
    );
    open.push(...silent);

    await expect(openRawSocket(server.url)).rejects.toThrow('429');
    expect(stats().upgradesRefused[429]).toBe(before.upgradesRefused[429] + 1);
  });
});

test('more new sockets a second from one address than allowed are refused with 429, and later ones let in', async () => {
  const own = await bootServer({ limits: { connectsPerSecond: 20 } });
  const tried = await Promise.allSettled(Array.from({ length: 500 }, () => openRawSocket(own.url)));

  const opened = tried.filter(({ status }) => status === 'fulfilled');
  const refused = tried.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  expect(opened.length).toBeGreaterThanOrEqual(40);
  expect(opened.length).toBeLessThan(200);
  expect(refused.every((reason) => reason.includes('429'))).toBe(true);
  const again = () => openRawSocket(own.url).catch(() => undefined);
  expect(await waitUntil(again, 10_000)).toBeTruthy();
  await own.stop();
});

describe('too many subscriptions of one user', () => {
  test('are refused, over sockets and server-sent events together; one that ends makes room', async () => {
    const caller = { url: server.url, token, field: 'interactionFeed' as const };
    const feeds = Array.from({ length: LIMITS.feedsPerUser }, (_, n) =>
      (n % 2 ? openSseFeed : openFeed)({ ...caller }),
    );
    open.push(...feeds);
    await Promise.all(feeds.map((feed) => feed.until('a heartbeat', (all) => all.length > 0)));
    const socket = await admitted();

    const overSse = openSseFeed(caller);
    socket.send(subscribe('one too many', FEED));

    expect(JSON.stringify((await overSse.ended).errors)).toContain('TOO_MANY_OPERATIONS');
    const refused = await socket.next();
    expect(refused).toMatchObject({ id: 'one too many', type: 'error' });
    expect(JSON.stringify(refused)).toContain('TOO_MANY_OPERATIONS');
    feeds[1]!.close();
    await until('one has ended', () => server.services.apiStats.operations < feeds.length);
    socket.send(subscribe('again', FEED));
    expect(await socket.next()).toMatchObject({ id: 'again', type: 'next' });
  });

  test('are not made by those that were refused or completed', async () => {
    const socket = await admitted();

    for (let n = 0; n < 50; n++) {
      socket.send(subscribe(`${n}`, FEED));
      await socket.next();
      socket.send({ id: `${n}`, type: 'complete' });
      socket.send(subscribe(`bad ${n}`, 'subscription { nothing }'));
      expect(await answersUntil(socket, `bad ${n}`)).toHaveLength(1);
    }

    await until('all have ended', () => server.services.apiStats.operations === 0);
  });
});

describe('a flood on one socket', () => {
  test('of a bad document, subscribed and completed 5,000 times, is not parsed anew and executes nothing', async () => {
    const socket = await admitted();
    socket.send(subscribe('first', '{ viewer { role '));
    expect(JSON.stringify(await socket.next())).toContain('GRAPHQL_PARSE_FAILED');
    const before = stats();
    const startedAt = process.cpuUsage();

    for (let n = 0; n < 5_000; n++) {
      socket.send(subscribe(`${n}`, '{ viewer { role '));
      socket.send({ id: `${n}`, type: 'complete' });
    }
    socket.send(subscribe('last', '{ viewer { role '));
    const answers = await answersUntil(socket, 'last');

    const { user, system } = process.cpuUsage(startedAt);
    const after = stats();
    expect(JSON.stringify(answers.at(-1))).toContain('TOO_MANY_OPERATIONS');
    expect(after.documentsParsed).toBe(before.documentsParsed);
    expect(after.operations).toBe(0);
    expect(after.messages - before.messages).toBe(10_001);
    // Beyond a burst of 1,000 messages, and what comes back in the meantime, nothing is looked at.
    expect(after.messagesRefused - before.messagesRefused).toBeGreaterThan(7_000);
    // Both ends of the socket are in this process: far below a millisecond a message all the same.
    expect((user + system) / 1_000 / 10_000).toBeLessThan(1);
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
  });

  test('of 10,000 feeds is refused but for a hundred, and the socket stays open', async () => {
    const own = await bootServer();
    const socket = await openAdmittedSocket(own.url, await own.workspace.token());

    for (let n = 1; n <= 10_000; n++) socket.send(subscribe(`${n}`, FEED));
    const answers = await answersUntil(socket, '10000');

    const refused = answers.filter(({ type }) => type === 'error');
    expect(refused).toHaveLength(9_900);
    expect(JSON.stringify(refused)).not.toMatch(/"code":"(?!TOO_MANY_OPERATIONS)/);
    await until('a hundred run', () => own.services.apiStats.operations === 100);
    socket.close();
    await own.stop();
  });

  test('that does not end closes it with 1013, and others are served meanwhile', async () => {
    const socket = await admitted();
    const other = await admitted();

    for (let n = 0; n < 15_000; n++) socket.send({ id: `${n}`, type: 'complete' });
    other.send(subscribe('1', '{ viewer { role } }'));

    expect(await other.next()).toMatchObject({ type: 'next' });
    expect(await socket.closed).toEqual({ code: 1013, reason: 'Too many messages.' });
  });

  test.for(['frames', 'messages'])(
    'of pings as %s is not answered, and then closes it',
    async (kind) => {
      const socket = await admitted();
      let pongs = 0;
      socket.socket.on('pong', () => pongs++);
      socket.socket.on('message', (data: Buffer) => {
        if (data.toString().includes('pong')) pongs++;
      });

      for (let n = 0; n < 3_000; n++) {
        if (kind === 'frames') socket.socket.ping();
        else socket.send({ type: 'ping' });
      }

      expect(await socket.closed).toEqual({ code: 1013, reason: 'Too many messages.' });
      expect(pongs).toBeGreaterThan(0);
      expect(pongs).toBeLessThan(300);
    },
  );
});

describe('a connection that nobody is at the other end of', () => {
  test('is given up after two unanswered pings, and what it held is freed', async () => {
    const own = await bootServer({ keepAliveMs: KEEP_ALIVE_MS });
    const sockets = async () => (await readMetrics(own.url)).get('rapport_sockets');
    const { socket, handshaken } = rawHandshake(own.url);
    await handshaken;
    await until('it is open', async () => (await sockets()) === 1);
    const startedAt = performance.now();

    // It reads, as a kernel does, and never answers.
    await until('it is closed', async () => (await sockets()) === 0);

    expect(performance.now() - startedAt).toBeLessThan(2.5 * KEEP_ALIVE_MS + 1_000);
    socket.destroy();
    await own.stop();
  });
});

/** Upgrades by hand, so that no library answers pings. */
function rawHandshake(url: string): { socket: Socket; handshaken: Promise<void> } {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const key = randomBytes(16).toString('base64');
  socket.write(
    `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
  );
  const accept = createHash('sha1')
    .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  const handshaken = new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.on('data', (data) => {
      if (data.toString('latin1').includes(accept)) resolve();
    });
  });
  return { socket, handshaken };
}
