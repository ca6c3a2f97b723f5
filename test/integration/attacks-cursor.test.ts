import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAdmittedSocket } from '../support/raw-socket.ts';
import { bootServer, type TestServer } from '../support/server.ts';

const FEED = `subscription ($after: Cursor) { feed: activityFeed(after: $after) {
  __typename ... on FeedGap { reason resumeFrom } ... on FeedPosition { cursor previousCursor }
} }`;

let server: TestServer;
let token: string;
let position: { epoch: string; seq: bigint };
let write: (at?: Partial<{ epoch: string; seq: bigint }>, workspaceId?: string) => string;

beforeAll(async () => {
  server = await bootServer();
  for (const role of ['OWNER', 'AGENT', 'VIEWER'] as const)
    token = await server.workspace.token(role);
  token = await server.workspace.token('OWNER');
  await fetch(`${server.url}/readyz?deep=1`);
  const { tail, cursors } = server.services;
  position = { epoch: tail.epoch, seq: tail.position };
  write = (at = {}, workspaceId = server.workspace.id) =>
    cursors.write(workspaceId, { ...position, ...at });
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  await client.query('UPDATE feed_head SET floor = 3');
  await client.end();
});
afterAll(() => server.stop());

/** The first answer over a socket, as text. */
async function overSocket(after: unknown): Promise<string> {
  const socket = await openAdmittedSocket(server.url, token);
  socket.send({ id: '1', type: 'subscribe', payload: { query: FEED, variables: { after } } });
  const answer = JSON.stringify(await socket.next());
  socket.close();
  return answer;
}

/** The first answer over server-sent events, and the answer's headers. */
async function overEvents(after: unknown, lastEventId?: string) {
  const stop = new AbortController();
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    signal: stop.signal,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    body: JSON.stringify({ query: FEED, variables: { after } }),
  });
  let text = '';
  let first = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    first ||= chunk;
    text += chunk;
    if (text.includes('event: next')) break;
  }
  stop.abort();
  return { text, first, headers: response.headers };
}

async function overQuery(after: unknown): Promise<string> {
  const { data, errors } = await server.graphql(
    'query ($after: Cursor) { events(after: $after) { items { name } endCursor gap { reason } } }',
    { after },
  );
  return JSON.stringify({ data, errors });
}

describe.for<[string, () => string, string]>([
  ['of another workspace', () => write({}, randomUUID()), 'INVALID_CURSOR'],
  ['tampered with', () => `${write().slice(0, -3)}AAA`, 'INVALID_CURSOR'],
  ['cut short', () => write().slice(0, 20), 'INVALID_CURSOR'],
  ['of nonsense', () => 'x'.repeat(10_000), 'INVALID_CURSOR'],
  ['from the future', () => write({ seq: position.seq + 1_000n }), 'EPOCH_CHANGED'],
  ['of another epoch', () => write({ epoch: randomUUID() }), 'EPOCH_CHANGED'],
  ['from before the log is kept', () => write({ seq: 1n }), 'CURSOR_EXPIRED'],
])('a cursor %s', ([, make, answer]) => {
  test('has the same answer over sockets, server-sent events and the query', async () => {
    const cursor = make();

    expect(await overSocket(cursor)).toContain(answer);
    expect((await overEvents(cursor)).text).toContain(answer);
    expect(await overQuery(cursor)).toContain(answer);
  });

  test('and as Last-Event-ID', async () => {
    const { text, headers } = await overEvents(null, make());

    expect(headers.get('content-type')).toContain('text/event-stream');
    expect(text).toContain(answer);
  });
});

test.for([17, ['a'], { cursor: 'a' }, true])(
  'what is no text, such as %j, is refused before it is executed',
  async (after) => {
    for (const answer of [await overSocket(after), (await overEvents(after)).text]) {
      expect(answer).toContain('GRAPHQL_VALIDATION_FAILED');
    }
    expect(await overQuery(after)).toContain('GRAPHQL_VALIDATION_FAILED');
  },
);

test('an authentic cursor above the floor goes on from there, whichever way it comes', async () => {
  const cursor = write();

  expect(await overSocket(cursor)).toContain(`"previousCursor":"${cursor}"`);
  expect((await overEvents(null, cursor)).text).toContain(`id: ${cursor}`);
  expect(await overQuery(cursor)).toContain(`"endCursor":"${cursor}"`);
});

test('a stream of events says at once that it is there, and to proxies that it is not to be kept', async () => {
  const { headers, first } = await overEvents(null);

  expect(first.startsWith(':\n\n')).toBe(true);
  expect(headers.get('x-accel-buffering')).toBe('no');
  expect(headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(headers.get('content-encoding')).toBeNull();
});
