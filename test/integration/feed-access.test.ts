import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFeed, openSseFeed } from '../support/feed-client.ts';
import { isEvent } from '../support/feed-document.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { readEvents } from '../support/read-events.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, logInteraction, shared, signIn } from '../support/workload.ts';
import { PASSWORD } from '../support/workspace.ts';

const FORBIDDEN = 4403;
const REVOKED_WITHIN_MS = 1_000;
const EXPIRED_WITHIN_MS = 5_000;

let server: TestServer;
let owner: { readonly url: string; readonly token: string };
let customerId: string;

beforeAll(async () => {
  server = await bootServer();
  const { url, workspace } = server;
  owner = { url, token: await workspace.token('OWNER') };
  await workspace.token('AGENT');
  customerId = await createCustomer(owner);
});
afterAll(() => server.stop());

const surfaces = [
  { name: 'a socket', open: openFeed, code: FORBIDDEN },
  { name: 'a stream of server-sent events', open: openSseFeed, code: null },
];

test.each(surfaces)('signing out ends $name within a second', async ({ open, code }) => {
  const { url, workspace } = server;
  const token = await signIn(url, workspace.emailOf('AGENT'), PASSWORD);
  const feed = open({ url, token, field: 'activityFeed' });
  await feed.until('the first item', (items) => items.length > 0);

  await graphqlRequest(url, 'mutation { signOut }', {}, token);
  const signedOutAt = performance.now();
  const end = await feed.ended;

  expect(performance.now() - signedOutAt).toBeLessThan(REVOKED_WITHIN_MS);
  expect(end.code).toBe(code);
});

test.each(surfaces)(
  'over $name nothing is told of what follows the end of the session',
  async ({ open }) => {
    const { url, workspace } = server;
    const token = await signIn(url, workspace.emailOf('AGENT'), PASSWORD);
    const { data } = await server.graphql<{ feedHead: string }>('{ feedHead }');
    const feed = open({ url, token, field: 'activityFeed', after: data.feedHead });

    await shared(60, 6, async (number) => {
      await logInteraction(owner, { customerId, subject: `Call ${number}` });
      if (number === 30) await graphqlRequest(url, 'mutation { signOut }', {}, token);
    });
    await feed.ended;

    const log = await readEvents({ ...owner, after: data.feedHead });
    const end = log.findIndex(({ name }) => name === 'session.ended');
    const before = new Set(log.slice(0, end).map(({ cursor }) => cursor));
    expect(end).toBeGreaterThan(0);
    expect(feed.all.filter(isEvent).filter(({ cursor }) => !before.has(cursor))).toEqual([]);
  },
);

test.each(surfaces)(
  'a token that expires ends $name within five seconds',
  async ({ open, code }) => {
    const token = await server.workspace.token('VIEWER', 1);
    const expiresAt = performance.now() + 1_000;
    const feed = open({ url: server.url, token, field: 'interactionFeed' });
    await feed.until('the first item', (items) => items.length > 0);

    const end = await feed.ended;

    expect(performance.now() - expiresAt).toBeLessThan(EXPIRED_WITHIN_MS);
    expect(end.code).toBe(code);
  },
);

test('a token that is none, or has ended, opens no socket', async () => {
  const { url, workspace } = server;
  const ended = await signIn(url, workspace.emailOf('AGENT'), PASSWORD);
  await graphqlRequest(url, 'mutation { signOut }', {}, ended);

  for (const token of ['', 'nonsense', ended, `rpt_${'0'.repeat(32)}_${'a'.repeat(43)}`]) {
    const feed = openFeed({ url, token, field: 'activityFeed' });

    expect((await feed.ended).code).toBe(FORBIDDEN);
    expect(feed.all).toEqual([]);
  }
});
