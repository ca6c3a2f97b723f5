import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { openFeed } from '../support/feed-client.ts';
import { isEvent } from '../support/feed-document.ts';
import { openAdmittedSocket } from '../support/raw-socket.ts';
import { bootServer } from '../support/server.ts';

/** More than the network holds by itself, at some 2 KB each. */
const EVENTS = 12_000;
const LIMIT_MS = 60_000;

/** Each item is long, so that what the network holds back by itself is a small part of the whole. */
const DOCUMENT = `subscription { feed: activityFeed {
  __typename
  ... on FeedPosition { cursor ${Array.from({ length: 20 }, (_, n) => `a${n}: cursor`).join(' ')} }
  ... on FeedGap { reason resumeFrom }
} }`;

const server = await bootServer({ blockedMs: 300 });
const pool = new Pool({ connectionString: server.databaseUrl, max: 1 });
afterAll(async () => {
  await pool.end();
  await server.stop();
});
const token = await server.workspace.token();
const { url } = server;
const { gaps } = server.services.feedStats;
afterEach(() => (gaps.LAGGED = 0));

async function happen(count: number): Promise<void> {
  await pool.query(
    `INSERT INTO outbox (workspace_id, name, subject_type, subject_id, changed_fields, payload,
      actor_kind, occurred_at, recorded_at)
    SELECT $1, 'customer.updated', 'Customer', gen_random_uuid(), '{}', '{}', 'SYSTEM', now(), now()
    FROM generate_series(1, $2)`,
    [server.workspace.id, count],
  );
  server.services.wakeSequencer();
}

async function isTold(): Promise<void> {
  while (gaps.LAGGED === 0) await wait(5);
}

/** Everything that the messages and a resumption from the gap tell of, each once. */
async function expectNothingLost(messages: readonly string[]): Promise<void> {
  const told = messages.flatMap((text) => /"FeedEvent","cursor":"([^"]+)"/.exec(text)?.[1] ?? []);
  const [, resumeFrom] = /"LAGGED","resumeFrom":"([^"]+)"/.exec(messages.at(-1)!) ?? [];
  expect(told.length).toBeLessThan(EVENTS);
  expect(resumeFrom).toBe(told.at(-1));
  const rest = openFeed({ url, token, field: 'activityFeed', after: resumeFrom! });
  const missing = EVENTS - told.length;
  await rest.until('the rest', (items) => items.filter(isEvent).length >= missing, LIMIT_MS);
  const all = [...told, ...rest.all.filter(isEvent).map(({ cursor }) => cursor)];
  expect(new Set(all).size).toBe(EVENTS);
  expect(all).toHaveLength(EVENTS);
  rest.close();
}

test(
  'who takes nothing for too long is told so, closed with 1013, and loses nothing by coming back',
  { timeout: LIMIT_MS },
  async () => {
    const { socket, send, next, closed } = await openAdmittedSocket(url, token);
    send({ id: 'one', type: 'subscribe', payload: { query: DOCUMENT } });
    await next();
    const messages: string[] = [];
    socket.on('message', (data: Buffer) => messages.push(data.toString()));

    socket.pause();
    await happen(EVENTS);
    await isTold();
    socket.resume();

    expect((await closed).code).toBe(1013);
    expect(messages.at(-1)).toBe('{"id":"one","type":"complete"}');
    await expectNothingLost(messages.slice(0, -1));
  },
);

test('a reader of events is told and cut off as well', { timeout: LIMIT_MS }, async () => {
  const headers = {
    'content-type': 'application/json',
    accept: 'text/event-stream',
    authorization: `Bearer ${token}`,
  };
  const asking = request(`${url}/graphql`, { method: 'POST', headers });
  asking.end(JSON.stringify({ query: DOCUMENT }));
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => (text += chunk));
  while (!text.includes('FeedHeartbeat')) await once(response, 'data');

  response.pause();
  await happen(EVENTS);
  await isTold();
  response.resume();
  await once(response, 'end');

  const messages = text.split('\n\n').filter((message) => message.includes('data: {'));
  expect(text.endsWith('event: complete\ndata:\n\n')).toBe(true);
  await expectNothingLost(messages);
});
