import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { openDatabase } from '../../server/src/platform/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/testing/database.ts';
import type { FeedEvent } from '../support/feed-document.ts';
import { killRapports, startRapport } from '../support/rapport-process.ts';
import { readEvents } from '../support/read-events.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { openResumingFeed } from '../support/resuming-feed.ts';
import { createCustomer, logInteraction, shared } from '../support/workload.ts';
import { firstWorkspace } from '../support/workspace.ts';

const INTERACTIONS = 600;
const WRITERS = 8;
const KILLS = 5;
const BETWEEN_KILLS = INTERACTIONS / (KILLS + 1);
const RETRY_MS = 20;
const LIMIT_MS = 180_000;

let database: TestDatabase;
let redis: TestRedis | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await killRapports();
  await redis?.stop();
  redis = undefined;
  await database.drop();
});

test.for([
  ['PostgreSQL alone', false],
  ['Redis, killed as often,', true],
] as const)(
  'with %s what was acknowledged is in the log exactly once, though the server is killed five times',
  { timeout: LIMIT_MS },
  async ([, isWithRedis]) => {
    redis = isWithRedis ? await startRedis() : undefined;
    const token = await ownersToken();
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
    expect(await unmatched()).toEqual({ rowsWithoutEvent: 0, eventsWithoutRow: 0, waiting: 0 });
  },
);

async function ownersToken(): Promise<string> {
  const { database: prisma, close } = openDatabase(database.url);
  const means = { database: prisma, clock: systemClock, wakeSequencer() {} };
  const token = await (await firstWorkspace(means)).token();
  await close();
  return token;
}

function serve() {
  const SESSION_SECRET = 'a secret of the tests, long enough';
  const REDIS_URL = redis?.url ?? '';
  return startRapport({ DATABASE_URL: database.url, SESSION_SECRET, REDIS_URL }, 'serve');
}

async function untilAcknowledged(attempt: () => Promise<string>): Promise<string> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      await pause(RETRY_MS);
    }
  }
}

async function unmatched() {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<Record<string, number>>(`
    SELECT
      count(*) FILTER (WHERE e.seq IS NULL)::int AS "rowsWithoutEvent",
      count(*) FILTER (WHERE i.id IS NULL)::int AS "eventsWithoutRow",
      (SELECT count(*) FROM outbox)::int AS waiting
    FROM interactions i
    FULL JOIN (SELECT * FROM event_log WHERE name = 'interaction.logged') e
      ON (e.workspace_id, e.subject_id) = (i.workspace_id, i.id)`);
  await client.end();
  return rows[0];
}

function placeOf({ cursor, subjectId }: FeedEvent): string {
  return `${cursor} ${subjectId}`;
}
