import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { waitUntil } from '../../server/src/platform/wait-until.ts';
import { openFeed } from '../support/feed-client.ts';
import { isEvent } from '../support/feed-document.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, shared } from '../support/workload.ts';

const CUSTOMERS = 60;
const WRITERS = 6;
const READERS = 3;

/** `feedHead` last: its place in the document must not matter. */
const PAGE = '{ customers(first: 100) { nodes { id } } feedHead }';

interface Page {
  readonly customers: { readonly nodes: readonly { readonly id: string }[] };
  readonly feedHead: string;
}

let server: TestServer;

beforeEach(async () => {
  server = await bootServer();
});
afterEach(() => server.stop());

test('the head is read before anything else of its document, which waits for it', async () => {
  const caller = { url: server.url, token: await server.workspace.token() };
  const [held, watch] = [await connected(), await connected()];
  await held.query('BEGIN; LOCK TABLE feed_head');

  const page = server.graphql<Page>(PAGE);
  await untilWaiting(watch, 'SELECT seq, floor, epoch, cursor_key FROM feed_head');
  const id = await createCustomer(caller, { name: 'Made while the head was being read' });
  await held.query('COMMIT');
  await Promise.all([held.end(), watch.end()]);

  expect((await page).data.customers.nodes).toEqual([{ id }]);
});

test('a page and what follows its feedHead are everything, whenever the page was read', async () => {
  const caller = { url: server.url, token: await server.workspace.token() };
  const made: string[] = [];
  const pages: Page[] = [];
  let isOver = false;
  const reading = Array.from({ length: READERS }, async () => {
    while (!isOver) pages.push((await server.graphql<Page>(PAGE)).data);
  });

  await shared(CUSTOMERS, WRITERS, async (number) => {
    made.push(await createCustomer(caller, { name: `Customer ${number}` }));
  });
  isOver = true;
  await Promise.all(reading);

  const between = pages.filter(({ customers: { nodes } }) => nodes.length % CUSTOMERS !== 0);
  expect(between.length).toBeGreaterThan(WRITERS);
  for (const { customers, feedHead } of between) {
    const known = new Set(customers.nodes.map(({ id }) => id));
    const feed = openFeed({ ...caller, field: 'activityFeed', after: feedHead });
    await feed.until('the customers that are not on the page', (items) => {
      for (const item of items) if (isEvent(item)) known.add(item.subjectId);
      return made.every((id) => known.has(id));
    });
    feed.close();
  }
});

async function connected(): Promise<Client> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  return client;
}

/** Waits until some connection waits for a lock with this statement. */
async function untilWaiting(client: Client, statement: string): Promise<void> {
  const look = async () => {
    const { rowCount } = await client.query(
      `SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query = $1`,
      [statement],
    );
    return rowCount === 0 ? undefined : true;
  };
  if (!(await waitUntil(look, 10_000))) throw new Error(`Nobody waits with ${statement}`);
}
