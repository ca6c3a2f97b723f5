import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedInBulk } from '../../server/src/app/bulk-seed/bulk-seed.ts';
import { openFeed } from '../support/feed-client.ts';
import type { FeedEvent, FeedItem } from '../support/feed-document.ts';
import { readEvents } from '../support/read-events.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createOrganization } from '../support/workload.ts';

const SIZE = { customers: 30, interactions: 300, seed: 1 };

let server: TestServer;

beforeAll(async () => {
  server = await bootServer();
});

afterAll(() => server.stop());

const isEvent = (item: FeedItem) => item.__typename === 'FeedEvent';
const placeOf = ({ cursor, name, subjectId }: FeedEvent) => ({ cursor, name, subjectId });

test('a feed that is followed meanwhile tells of all that a bulk seed wrote, and of what happens next', async () => {
  const { services, workspace, databaseUrl, url } = server;
  const { database, logPool } = services;
  const token = await workspace.token();
  const feed = openFeed({ url, token, field: 'activityFeed' });
  await feed.until('the first heartbeat', (items) => items.length > 0);

  await seedInBulk({ databaseUrl, database, logPool, workspaceId: workspace.id }, SIZE);
  const mark = await createOrganization({ url, token }, { name: 'Next' });
  await feed.until('what was done afterwards', (items) =>
    items.some((item) => isEvent(item) && item.subjectId === mark),
  );
  feed.close();

  const told = feed.all.filter(isEvent).map(placeOf);
  const { cursor: after } = feed.all.find((item) => item.__typename === 'FeedHeartbeat')!;
  const logged = (await readEvents({ url, token, after })).map(placeOf);
  const named = (name: string) => told.filter((event) => event.name === name).length;
  expect(named('organization.created')).toBe(3 + 1);
  expect(named('customer.created')).toBe(30);
  expect(named('interaction.logged')).toBe(300);
  expect(told).toEqual(logged);
});
