import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FeedEvent } from '../support/feed-document.ts';
import {
  createInstallation,
  type Installation,
  untilAcknowledged,
} from '../support/installation.ts';
import { readEvents } from '../support/read-events.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { openResumingFeed } from '../support/resuming-feed.ts';
import { createCustomer, logInteraction, shared } from '../support/workload.ts';

const INTERACTIONS = 600;
const WRITERS = 8;
const KILLS = 5;
const BETWEEN_KILLS = INTERACTIONS / (KILLS + 1);
const LIMIT_MS = 180_000;

let installation: Installation;
let redis: TestRedis | undefined;

beforeEach(async () => {
  installation = await createInstallation();
});
afterEach(async () => {
  await installation.remove();
  await redis?.stop();
  redis = undefined;
});

test.for([
  ['PostgreSQL alone', false],
  ['Redis, killed as often,', true],
] as const)(
  'with %s what was acknowledged is in the log exactly once, though the server is killed five times',
  { timeout: LIMIT_MS },
  async ([, isWithRedis]) => {
    redis = isWithRedis ? await startRedis() : undefined;
    const { token } = installation;
    const serve = () => installation.serve({ REDIS_URL: redis?.url ?? '' });
    let server = await serve();
    const address = () => server.url;
    const caller = {
      token,
      get url() {
        return server.url;
      },
    };
    const customerId = await createCustomer(caller);
    const feed = openResumingFeed({ address, token, field: 'interactionFeed' });
    await feed.opened;
    const acknowledged: string[] = [];

    await shared(INTERACTIONS, WRITERS, async (number) => {
      const input = { customerId, subject: `Call ${number}`, idempotencyKey: `call-${number}` };
      acknowledged.push(await untilAcknowledged(() => logInteraction(caller, input)));
      if (acknowledged.length % BETWEEN_KILLS === 0 && acknowledged.length < INTERACTIONS) {
        await server.end('SIGKILL');
        await redis?.kill();
        server = await serve();
        await redis?.start();
      }
    });
    await feed.until('all interactions', (events) => events.length >= INTERACTIONS, 30_000);
    await feed.stop();

    const log = await readEvents({ ...caller, filter: { names: ['interaction.logged'] } });
    expect(log.map((event) => event.subjectId).toSorted()).toEqual(acknowledged.toSorted());
    expect(new Set(acknowledged).size).toBe(INTERACTIONS);
    expect(feed.all.map(placeOf)).toEqual(log.map(placeOf));
    expect(feed.brokenLinks).toEqual([]);
    expect(feed.openings).toBeGreaterThan(KILLS);
    expect(await installation.unmatched()).toEqual({
      rowsWithoutEvent: 0,
      eventsWithoutRow: 0,
      waiting: 0,
    });
  },
);

function placeOf({ cursor, subjectId }: FeedEvent): string {
  return `${cursor} ${subjectId}`;
}
