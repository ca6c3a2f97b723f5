import { afterEach, expect, test } from 'vitest';
import type { FeedEvent } from '../support/feed-document.ts';
import { readEvents } from '../support/read-events.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { openResumingFeed } from '../support/resuming-feed.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, logInteraction, shared, signIn } from '../support/workload.ts';
import { PASSWORD } from '../support/workspace.ts';

const INTERACTIONS = 1_000;
const CONNECTIONS = 8;
const DROPS = 20;
const LOGGED_BETWEEN_DROPS = (2 * INTERACTIONS) / DROPS;

let server: TestServer;

let redis: TestRedis | undefined;

afterEach(async () => {
  await server.stop();
  await redis?.stop();
  redis = undefined;
});

test.for([
  ['PostgreSQL alone', false],
  ['Redis', true],
] as const)(
  'with %s a thousand interactions arrive once each, in order, though the socket drops twenty times',
  async ([, isWithRedis]) => {
    redis = isWithRedis ? await startRedis() : undefined;
    server = await bootServer(redis ? { redisUrl: redis.url } : {});
    const { url, workspace } = server;
    const token = await signIn(url, workspace.emailOf('OWNER'), PASSWORD);
    const customerId = await createCustomer({ url, token });
    const feed = openResumingFeed({ address: () => url, token, field: 'interactionFeed' });
    await feed.opened;
    const logged: string[] = [];

    await shared(INTERACTIONS, CONNECTIONS, async (number) => {
      logged.push(await logInteraction({ url, token }, { customerId, subject: `Call ${number}` }));
      if (number % LOGGED_BETWEEN_DROPS === 25) {
        await feed.drop();
        // Once more at once: while it catches up.
        await feed.drop();
      }
    });
    await feed.until('all interactions', (events) => events.length >= INTERACTIONS);
    await feed.stop();

    const filter = { names: ['interaction.logged'] };
    const log = await readEvents({ url, token, filter });
    expect(feed.all.map(placeOf)).toEqual(log.map(placeOf));
    expect(log.map((event) => event.subjectId).toSorted()).toEqual(logged.toSorted());
    expect(new Set(logged).size).toBe(INTERACTIONS);
    expect(feed.brokenLinks).toEqual([]);
    expect(feed.openings).toBe(1 + DROPS);
  },
);

function placeOf({ cursor, subjectId }: FeedEvent): string {
  return `${cursor} ${subjectId}`;
}
