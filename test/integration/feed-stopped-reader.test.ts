import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { openDatabase } from '../../server/src/platform/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/testing/database.ts';
import { type CursorReader, readSocket, readStream } from '../support/cursor-reader.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { type ProcessMetrics, readProcessMetrics } from '../support/process-metrics.ts';
import { killRapports, type RapportProcess, startRapport } from '../support/rapport-process.ts';
import { firstWorkspace, type TestWorkspace } from '../support/workspace.ts';

const BATCH = 2_000;
/** While nobody has stopped: what it costs then. */
const BATCHES_BEFORE = 8;
/** 100,000 events. */
const BATCHES_SINCE = 50;
const LIMIT_MS = 600_000;
/** What the two who stopped do not take in that time would weigh some 80 MB, held back. */
const MOST_GROWTH_BYTES = 48 * 1024 * 1024;
/** How much more an event for the others may cost the server. */
const MOST_COST = 1.5;

/** Each item is long, so that what the network holds back by itself is a small part of the whole. */
const DOCUMENT = `subscription ($after: Cursor) {
  feed: activityFeed(after: $after) {
    __typename
    ... on FeedPosition { cursor ${padding()} }
  }
}`;
const SHORT = `subscription ($after: Cursor) {
  feed: activityFeed(after: $after) { __typename ... on FeedPosition { cursor } }
}`;

let database: TestDatabase;
let server: RapportProcess;
let workspace: TestWorkspace;
let token: string;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  const { database: prisma, close } = openDatabase(database.url);
  const means = { database: prisma, clock: systemClock, wakeSequencer() {} };
  workspace = await firstWorkspace(means);
  token = await workspace.token();
  await close();
  pool = new Pool({ connectionString: database.url, max: 1 });
  const SESSION_SECRET = 'a secret of the tests, long enough';
  server = await startRapport({ DATABASE_URL: database.url, SESSION_SECRET }, 'serve');
});
afterAll(async () => {
  await killRapports();
  await pool.end();
  await database.drop();
});

test(
  'readers who stop for 100,000 events cost the server next to nothing, hold nobody up, and lose nothing',
  { timeout: LIMIT_MS },
  async () => {
    const { data } = await graphqlRequest<{ feedHead: string }>(
      server.url,
      '{ feedHead }',
      {},
      token,
    );
    const from = { url: server.url, token, document: DOCUMENT, after: data.feedHead };
    const reading = readSocket(from);
    await reading.opened;
    const before = await happen(BATCHES_BEFORE, reading);
    const here = { ...from, after: reading.position() };
    const stopped = [readSocket(here), await readStream(here)];
    await Promise.all(stopped.map((reader) => reader.opened));
    stopped.forEach((reader) => reader.pause());

    const since = await happen(BATCHES_SINCE, reading);

    const told = reading.all.slice(BATCHES_BEFORE * BATCH);
    expect(told).toHaveLength(BATCHES_SINCE * BATCH);
    for (const { all } of stopped) expect(all.length).toBeLessThan(told.length / 2);
    expect(cost(since)).toBeLessThan(cost(before) * MOST_COST);
    // From the middle on: by then memory has what it needs for this pace, and the network has filled up.
    const lowest = (from: number) =>
      Math.min(
        ...since.slice(from, from + BATCHES_SINCE / 5).map(({ residentBytes }) => residentBytes),
      );
    const growth = lowest((BATCHES_SINCE * 4) / 5) - lowest(BATCHES_SINCE / 5);
    expect(since.at(-1)).toMatchObject({ dropped: 0 });
    expect(since.at(-1)!.overflows).toBeGreaterThanOrEqual(2);
    expect(growth).toBeLessThan(MOST_GROWTH_BYTES);

    await Promise.all(
      stopped.map(async (reader) => {
        await reader.drop();
        const rest = readSocket({ ...from, document: SHORT, after: reader.position() });
        const missing = told.length - reader.all.length;
        await rest.until('the rest', (places) => places.length >= missing, LIMIT_MS);
        expect([...reader.all, ...rest.all]).toEqual(told);
        await rest.drop();
      }),
    );
    await reading.drop();
  },
);

/** Lets batch after batch happen, each once the one before was read. Answers what the server said of itself after each. */
async function happen(batches: number, reading: CursorReader): Promise<ProcessMetrics[]> {
  const metrics: ProcessMetrics[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const due = reading.all.length + BATCH;
    await pool.query(
      `INSERT INTO outbox (workspace_id, name, subject_type, subject_id, changed_fields, payload,
        actor_kind, occurred_at, recorded_at)
      SELECT $1, 'customer.updated', 'Customer', gen_random_uuid(), '{}', '{}', 'SYSTEM', now(), now()
      FROM generate_series(1, $2)`,
      [workspace.id, BATCH],
    );
    await reading.until('the batch', (places) => places.length >= due, LIMIT_MS);
    metrics.push(await readProcessMetrics(server.url));
  }
  return metrics;
}

/** What a batch costs the server, in seconds of its processor: the median, which noise does not move. */
function cost(metrics: readonly ProcessMetrics[]): number {
  const costs = metrics.slice(1).map(({ cpuSeconds }, index) => {
    return cpuSeconds - metrics[index]!.cpuSeconds;
  });
  return costs.toSorted((a, b) => a - b)[Math.floor(costs.length / 2)]!;
}

function padding(): string {
  return Array.from({ length: 6 }, (_, number) => `a${number}: cursor`).join(' ');
}
