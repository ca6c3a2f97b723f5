import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createClient } from 'graphql-ws';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Inbox, openInbox } from '../support/inbox.ts';
import { bootServer, type TestServer } from '../support/server.ts';

const EVENTS = 20_000;
const LIMIT_MS = 180_000;
/** What one reader's share would weigh, held back: about 2 KB of text per event. */
const MOST_GROWTH_BYTES = 16 * 1024 * 1024;

/** Each item is long, so that what the network holds back by itself is a small part of the whole. */
const DOCUMENT = `subscription ($after: Cursor) {
  feed: activityFeed(after: $after) {
    __typename
    ... on FeedPosition { cursor ${padding()} }
  }
}`;

interface Item {
  readonly __typename: string;
  readonly cursor: string;
}

let server: TestServer;
let token: string;
let pool: Pool;

beforeAll(async () => {
  server = await bootServer();
  token = await server.workspace.token();
  pool = new Pool({ connectionString: server.databaseUrl, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});

test(
  'readers who stop cost the server next to nothing, hold nobody up, and lose nothing',
  { timeout: LIMIT_MS },
  async () => {
    const { data } = await server.graphql<{ feedHead: string }>('{ feedHead }');
    const reading = readSocket(data.feedHead);
    const stopped = readSocket(data.feedHead);
    const stoppedStream = await readStream(data.feedHead);
    await Promise.all([reading, stopped, stoppedStream].map((reader) => reader.opened));
    stopped.socket().pause();
    stoppedStream.response.pause();
    const before = heldBytes();

    await happen(EVENTS);
    await reading.until('every event', (places) => places.length >= EVENTS, LIMIT_MS);

    expect(stopped.all.length).toBeLessThan(EVENTS);
    expect(stoppedStream.all.length).toBeLessThan(EVENTS);
    expect(heldBytes() - before).toBeLessThan(MOST_GROWTH_BYTES);
    expect(server.services.feedStats.overflows).toBeGreaterThanOrEqual(2);
    expect(server.services.feedStats.dropped).toBe(0);

    // What had reached this machine is still read, then comes the end.
    const closed = [once(stopped.socket(), 'close'), once(stoppedStream.response, 'close')];
    stopped.socket().terminate();
    stoppedStream.response.destroy();
    await Promise.all(closed);
    for (const reader of [stopped, stoppedStream]) {
      const rest = readSocket(reader.position());
      const missing = EVENTS - reader.all.length;
      await rest.until('the rest', (places) => places.length >= missing, LIMIT_MS);
      expect([...reader.all, ...rest.all]).toEqual(reading.all);
      rest.socket().terminate();
    }
    reading.socket().terminate();
  },
);

/** One who reads. Keeps the places of what happened, and no more of it. */
interface Reader extends Inbox<string> {
  readonly opened: Promise<void>;
  /** Where it stands, by the last thing it was told. */
  position(): string;
}

function openReader(): { reader: Reader; take(item: Item): void } {
  const places = openInbox<string>();
  const positions = openInbox<string>();
  return {
    reader: {
      ...places,
      opened: positions.until('the first item', ({ length }) => length > 0),
      position: () => positions.all.at(-1)!,
    },
    take({ __typename, cursor }) {
      positions.push(cursor);
      if (__typename === 'FeedEvent') places.push(cursor);
    },
  };
}

/** Follows over a WebSocket. */
function readSocket(after: string): Reader & { socket(): WebSocket } {
  const { reader, take } = openReader();
  let socket: WebSocket | undefined;
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { opened: (opened) => (socket = opened as WebSocket) },
  });
  client.subscribe<{ feed: Item }>(
    { query: DOCUMENT, variables: { after } },
    { next: ({ data }) => take(data!.feed), error() {}, complete() {} },
  );
  return { ...reader, socket: () => socket! };
}

/** The same over server-sent events, read from the network by hand so that it can be left unread. */
async function readStream(after: string): Promise<Reader & { readonly response: IncomingMessage }> {
  const { reader, take } = openReader();
  const asking = request(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
  });
  asking.end(JSON.stringify({ query: DOCUMENT, variables: { after } }));
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const [, __typename, cursor] =
        /^data: .*"__typename":"(\w+)","cursor":"([^"]+)"/u.exec(line) ?? [];
      if (__typename && cursor) take({ __typename, cursor });
    }
  });
  response.on('error', () => {});
  return { ...reader, response };
}

/** Lets so many things happen as fast as the log takes them. */
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

/** What this process, server and all, holds on to. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function padding(): string {
  return Array.from({ length: 20 }, (_, number) => `a${number}: cursor`).join(' ');
}
