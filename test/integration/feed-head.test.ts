import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFeed } from '../support/feed-client.ts';
import { isEvent } from '../support/feed-document.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, shared } from '../support/workload.ts';

const CUSTOMERS = 100;
const WRITERS = 6;
const READERS = 3;

/** `feedHead` last: its place in the document must not matter. */
const PAGE = '{ customers(first: 100) { nodes { id } } feedHead }';

interface Page {
  readonly customers: { readonly nodes: readonly { readonly id: string }[] };
  readonly feedHead: string;
}

let server: TestServer;

beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.stop());

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
