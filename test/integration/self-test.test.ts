import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFeed } from '../support/feed-client.ts';
import { bootServer, type TestServer } from '../support/server.ts';

interface Answer {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<string, string>>;
  readonly selfTest: {
    readonly outcome: string;
    readonly at: string;
    readonly legs: Readonly<Record<string, number>>;
  };
}

let server: TestServer;
let outside: Client;

beforeAll(async () => {
  server = await bootServer();
  outside = new Client({ connectionString: server.databaseUrl });
  await outside.connect();
});
afterAll(async () => {
  await outside.end();
  await server.stop();
});

async function deep(url = server.url): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(`${url}/readyz?deep=1`);
  return { status: response.status, answer: (await response.json()) as Answer };
}

/** How many were ever sent, numbered or not. */
async function probes(): Promise<number> {
  const { rows } = await outside.query<{ count: number }>(`
    SELECT count(*)::int FROM (SELECT name FROM event_log UNION ALL SELECT name FROM outbox) e
    WHERE name = 'probe.sent'`);
  return rows[0]!.count;
}

/** A server of its own, since what is broken in it does not mend. */
async function withServer(run: (server: TestServer, client: Client) => Promise<void>) {
  const own = await bootServer();
  const client = new Client({ connectionString: own.databaseUrl });
  await client.connect();
  try {
    await run(own, client);
  } finally {
    await client.end();
    await own.stop();
  }
}

test('an event goes the whole way, and each leg is timed; asking often sends no more', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => deep()));

  for (const { status, answer } of answers) {
    expect(status).toBe(200);
    expect(answer.checks).toMatchObject({ database: 'ok', feed: 'ok', selfTest: 'ok' });
    expect(answer.selfTest.legs).toEqual({
      writtenMs: expect.any(Number),
      numberedMs: expect.any(Number),
      readMs: expect.any(Number),
    });
  }
  expect((await deep()).answer.selfTest).toEqual(answers[0]!.answer.selfTest);
  expect(await probes()).toBe(1);
});

test('without deep nothing is sent', async () => {
  const before = await probes();

  const answer = (await (await fetch(`${server.url}/readyz`)).json()) as object;

  expect(answer).not.toHaveProperty('selfTest');
  expect(await probes()).toBe(before);
});

test('no feed and no query of the log tells of it', async () => {
  await withServer(async (own) => {
    const token = await own.workspace.token();
    const feed = openFeed({ url: own.url, token, field: 'activityFeed' });
    await feed.until('the first heartbeat', (items) => items.length > 0);

    expect((await deep(own.url)).status).toBe(200);

    await own.workspace.token('AGENT');
    await feed.until('what happened next', (items) => items.some((i) => 'name' in i));
    const { data } = await own.graphql<{ events: { items: { name: string }[] } }>(
      '{ events(first: 100) { items { name } } }',
    );
    expect(JSON.stringify([feed.all, data])).not.toContain('probe');
    feed.close();
  });
});

test('it fails when the head is held, so that nothing gets a number', async () => {
  await withServer(async (own, client) => {
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM feed_head FOR UPDATE');

    const { status, answer } = await deep(own.url);

    expect(status).toBe(503);
    expect(answer.isReady).toBe(false);
    expect(answer.checks.selfTest).toBe('not numbered within 5000 ms');
    expect(Object.keys(answer.selfTest.legs)).toEqual(['writtenMs']);
    await client.query('ROLLBACK');
  });
});

test('it fails when this process no longer reads the log', async () => {
  await withServer(async (own) => {
    await own.services.tail.stop();

    const { status, answer } = await deep(own.url);

    expect(status).toBe(503);
    expect(answer.checks.selfTest).toBe('numbered, but not read here within 5000 ms');
    expect(Object.keys(answer.selfTest.legs).sort()).toEqual(['numberedMs', 'writtenMs']);
  });
});
