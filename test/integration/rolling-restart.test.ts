import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FeedEvent } from '../support/feed-document.ts';
import {
  createInstallation,
  type Installation,
  untilAcknowledged,
} from '../support/installation.ts';
import type { RapportProcess } from '../support/rapport-process.ts';
import { openAdmittedSocket } from '../support/raw-socket.ts';
import { readEvents } from '../support/read-events.ts';
import { openResumingFeed } from '../support/resuming-feed.ts';
import { createCustomer, logInteraction } from '../support/workload.ts';

const NODES = 3;
const SUBSCRIBERS = 6;
const WRITERS = 3;
const LIMIT_MS = 180_000;

const FEED = `subscription {
  feed: interactionFeed { __typename ... on FeedHeartbeat { cursor reconnectAfterMs } }
}`;

let installation: Installation;

beforeEach(async () => {
  installation = await createInstallation();
});
afterEach(() => installation.remove());

const placeOf = ({ cursor, subjectId }: FeedEvent) => `${cursor} ${subjectId}`;

test(
  'three nodes are restarted one after the other under writers and subscribers, and nobody misses an event',
  { timeout: LIMIT_MS },
  async () => {
    const { token } = installation;
    const serve = () => installation.serve({ DRAIN_SECONDS: '1', NOTICE_SECONDS: '1' });
    const nodes: RapportProcess[] = [];
    for (let node = 0; node < NODES; node++) nodes.push(await serve());
    const serving = new Set(nodes);
    // As a balancer does that looks at /readyz: in turn, and not to one that is going to stop.
    let turn = 0;
    const balanced = () => [...serving][turn++ % serving.size]!.url;
    const customerId = await createCustomer({ url: balanced(), token });
    const feeds = Array.from({ length: SUBSCRIBERS }, () =>
      openResumingFeed({ address: balanced, token, field: 'interactionFeed' }),
    );
    await Promise.all(feeds.map(({ opened }) => opened));
    const acknowledged: string[] = [];
    let isRestarting = true;
    const failures: unknown[] = [];

    const writers = Array.from({ length: WRITERS }, async (_, writer) => {
      for (let number = 0; isRestarting; number++) {
        const key = `${writer}-${number}`;
        const input = { customerId, subject: `Call ${key}`, idempotencyKey: `key-${key}` };
        const attempt = () => logInteraction({ url: balanced(), token }, input);
        const id = await untilAcknowledged(() =>
          attempt().catch((error: unknown) => {
            failures.push(error);
            throw error;
          }),
        );
        acknowledged.push(id);
      }
    });
    for (const old of nodes) {
      const ended = old.end('SIGTERM');
      await expect
        .poll(async () => (await fetch(`${old.url}/readyz`)).status, { interval: 20 })
        .toBe(503);
      serving.delete(old);
      expect(await ended).toBe(0);
      serving.add(await serve());
    }
    isRestarting = false;
    await Promise.all(writers);
    for (const feed of feeds) {
      await feed.until('all', (events) => events.length >= acknowledged.length, 30_000);
      await feed.stop();
    }

    const filter = { names: ['interaction.logged'] };
    const log = await readEvents({ url: balanced(), token, filter });
    expect(log.map((event) => event.subjectId).toSorted()).toEqual(acknowledged.toSorted());
    expect(acknowledged.length).toBeGreaterThan(WRITERS);
    for (const feed of feeds) {
      expect(feed.all.map(placeOf)).toEqual(log.map(placeOf));
      expect(feed.brokenLinks).toEqual([]);
      expect(feed.openings).toBeGreaterThan(1);
    }
    // Requests that were under way were answered, and nobody was sent to a node that had stopped.
    expect(failures).toEqual([]);
  },
);

test('a node says that it is going to stop before it does, and each feed is told when to come back', async () => {
  const { token } = installation;
  const node = await installation.serve({ NOTICE_SECONDS: '5' });
  const { next, send, closed } = await openAdmittedSocket(node.url, token);
  send({ id: '1', type: 'subscribe', payload: { query: FEED } });
  await next();

  const ended = node.end('SIGTERM');
  await expect
    .poll(async () => (await fetch(`${node.url}/readyz`)).status, { interval: 20 })
    .toBe(503);
  // Whoever has not heard of it yet is still served.
  const customerId = await createCustomer({ url: node.url, token });
  await logInteraction({ url: node.url, token }, { customerId, subject: 'One more' });

  const feeds: Record<string, unknown>[] = [];
  for (let message = await next(); message['type'] === 'next'; message = await next()) {
    feeds.push((message['payload'] as { data: { feed: Record<string, unknown> } }).data.feed);
  }

  expect(feeds[0]).toEqual({ __typename: 'FeedEvent' });
  const takesLeave = { cursor: expect.any(String), reconnectAfterMs: expect.any(Number) };
  expect(feeds.at(-1)).toMatchObject(takesLeave);
  expect((await closed).code).toBe(1012);
  expect(await ended).toBe(0);
});
