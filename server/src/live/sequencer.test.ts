import fc from 'fast-check';
import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { noted, openTestLog, type TestLog } from '../../testing/test-log.ts';
import { newId } from '../kernel/ids.ts';
import { openDatabase } from '../platform/database.ts';
import { change } from './change.ts';
import { readLog } from './event-log.ts';
import type { LoggedEvent } from './logged-event.ts';
import { BATCH_SIZE, sequenceBatch, startSequencer } from './sequencer.ts';

const WRITERS = 32;
const SEQUENCERS = 4;
const ROWS = 3;
const GIVEN_UP = 'The writer gave up.';

/** What one writer does: to which row, how long before and after it has it, and whether it gives up. */
const step = fc.record({
  row: fc.integer({ min: 0, max: ROWS - 1 }),
  beforeMs: fc.integer({ min: 0, max: 4 }),
  heldMs: fc.integer({ min: 0, max: 3 }),
  commitMs: fc.integer({ min: 0, max: 5 }),
  isGivenUp: fc.nat(4).map((number) => number === 0),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A change that was acknowledged, and when it ran. */
interface Done {
  readonly id: string;
  readonly startedAt: number;
  readonly endedAt: number;
}

let testLog: TestLog;

beforeAll(async () => {
  testLog = await openTestLog({ poolSize: WRITERS });
  // Rows to contend for, and a pause between the outbox and the commit, so that ids are given in
  // another order than changes are committed in, and some ids never are.
  await testLog.pool.query(`
    CREATE TABLE contended (row int PRIMARY KEY, version int NOT NULL);
    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_sleep(coalesce(nullif(current_setting('test.commit_ms', true), ''), '0')::float / 1000);
      IF current_setting('test.gives_up', true) = 'yes' THEN RAISE '${GIVEN_UP}'; END IF;
      RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON outbox
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dawdle();`);
});
afterAll(() => testLog.close());

beforeEach(async () => {
  await testLog.pool.query(`
    TRUNCATE contended, outbox, event_log;
    UPDATE feed_head SET seq = 0, floor = 1;
    INSERT INTO contended SELECT row, 0 FROM generate_series(0, ${ROWS - 1}) row`);
});

test(
  '32 writers and four sequencers: nothing lost, nothing twice, every row in its own order',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 2, maxLength: 6 }), {
          minLength: WRITERS,
          maxLength: WRITERS,
        }),
        async (writers) => {
          const before = await testLog.read();

          const done = await writeAll(writers);

          const log = (await testLog.read()).slice(before.length);
          const first = BigInt(before.length) + 1n;
          expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => first + BigInt(index)));
          expect(log.map(({ subjectId }) => subjectId).toSorted()).toEqual(
            done.map(({ id }) => id).toSorted(),
          );
          for (let row = 0; row < ROWS; row++) {
            const versions = log.filter((event) => rowOf(event) === row).map(versionOf);
            expect(versions).toEqual(versions.toSorted((a, b) => a - b));
            expect(new Set(versions).size).toBe(versions.length);
          }
          expect(inverted(log, done)).toEqual([]);
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  },
);

test('a batch that fills up is followed by the next, without waiting', async () => {
  await testLog.append(0);
  await testLog.pool.query(
    `INSERT INTO outbox (workspace_id, name, subject_type, subject_id, changed_fields, payload,
      actor_kind, occurred_at, recorded_at)
    SELECT gen_random_uuid(), 'customer.noted', 'Customer', gen_random_uuid(), '{}', '{}', 'SYSTEM',
      now(), now() FROM generate_series(1, $1)`,
    [BATCH_SIZE + 1],
  );

  const full = await sequenceBatch(testLog.pool);
  expect(full.events).toHaveLength(BATCH_SIZE);
  expect(full.events.at(-1)!.seq).toBe(1000n);
  expect((await sequenceBatch(testLog.pool)).events.map(({ seq }) => seq)).toEqual([1001n]);
  expect((await sequenceBatch(testLog.pool)).events).toEqual([]);
});

test('whatever an event holds in the outbox it holds in the log', async () => {
  const columnsOf = async (table: string) => {
    const { rows } = await testLog.pool.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname`,
      [table],
    );
    return rows.map(({ name }) => name).filter((name) => name !== 'id' && name !== 'seq');
  };
  const { rows } = await testLog.pool.query<{ text: string }>(
    "SELECT prosrc AS text FROM pg_proc WHERE proname = 'number_outbox'",
  );
  const columns = await columnsOf('outbox');

  expect(await columnsOf('event_log')).toEqual(columns);
  expect(columns.filter((name) => rows[0]!.text.split(name).length < 3)).toEqual([]);
});

test('what was moved is handed over exactly as a read of the log gives it', async () => {
  await testLog.pool.query(`
    INSERT INTO outbox (workspace_id, name, subject_type, subject_id, is_gone, customer_id, channel,
      before, changed_fields, payload, actor_kind, actor_id, occurred_at, recorded_at)
    SELECT gen_random_uuid(), 'customer.noted', 'Customer', gen_random_uuid(), number % 2 = 0,
      gen_random_uuid(), 'CALL', '{"channel": "EMAIL"}', ARRAY['name', 'odd, "one"'],
      jsonb_build_object('number', number), 'USER', gen_random_uuid(), now() - interval '1 year', now()
    FROM generate_series(1, 7) number`);

  const { events, epoch } = await sequenceBatch(testLog.pool);

  const page = await readLog(testLog.pool, { after: 0n, limit: 10 });
  expect(events).toHaveLength(7);
  expect(events).toEqual(page.events);
  expect(epoch).toBe(page.epoch);
});

test('while another process has the head, a sequencer leaves the outbox alone', async () => {
  const other = await testLog.pool.connect();
  await other.query('BEGIN');
  await other.query('SELECT seq FROM feed_head FOR UPDATE');
  await change(testLog.ctx, { operation: 'note', input: {} }, async (_tx, emit) => {
    const id = newId();
    emit(noted, { subjectId: id, payload: { number: 1 } });
    return { id };
  });

  expect((await sequenceBatch(testLog.pool)).events).toEqual([]);
  await other.query('ROLLBACK');
  other.release();
  expect((await sequenceBatch(testLog.pool)).events).toHaveLength(1);
});

test('a process that hangs with the head locked holds nobody up for good', async () => {
  const hung = openDatabase(testLog.url);
  const client = await hung.logPool.connect();
  client.on('error', () => undefined);
  await client.query('BEGIN');
  await client.query('SELECT seq FROM feed_head FOR UPDATE');
  const logged = Promise.withResolvers<void>();
  const sequencer = startSequencer({
    pool: testLog.pool,
    log: testLog.log,
    onSequenced: () => logged.resolve(),
  });
  await change(testLog.ctx, { operation: 'note', input: {} }, async (_tx, emit) => {
    const id = newId();
    emit(noted, { subjectId: id, payload: { number: 1 } });
    return { id };
  });

  await logged.promise;

  expect(await testLog.read()).toHaveLength(1);
  await sequencer.stop();
  client.release(true);
  await hung.close();
});

test('events go on into the next partition of the log', async () => {
  await testLog.pool.query('UPDATE feed_head SET seq = 999998');

  await testLog.append(5);

  expect((await testLog.read()).map(({ seq }) => seq)).toEqual([
    999_999n,
    1_000_000n,
    1_000_001n,
    1_000_002n,
    1_000_003n,
  ]);
});

/** Runs the writers at once, with four sequencers, until everything is numbered. */
async function writeAll(writers: readonly (readonly Step[])[]): Promise<Done[]> {
  const pools = Array.from(
    { length: SEQUENCERS },
    () => new Pool({ connectionString: testLog.url, max: 1 }),
  );
  const sequencers = pools.map((pool) =>
    startSequencer({ pool, log: testLog.log, onSequenced() {} }),
  );
  const ctx = {
    ...testLog.ctx,
    wakeSequencer: () => sequencers.forEach((sequencer) => sequencer.wake()),
  };
  const done = await Promise.all(
    writers.map(async (steps) => {
      const acknowledged: Done[] = [];
      for (const what of steps) {
        const startedAt = performance.now();
        const id = await write(ctx, what);
        if (id) acknowledged.push({ id, startedAt, endedAt: performance.now() });
      }
      return acknowledged;
    }),
  );
  await Promise.all(sequencers.map((sequencer) => sequencer.stop()));
  await Promise.all(pools.map((pool) => pool.end()));
  await testLog.sequence();
  return done.flat();
}

/** One change of one row. Null: it was given up, and must have left nothing. */
async function write(
  ctx: TestLog['ctx'],
  { row, beforeMs, heldMs, commitMs, isGivenUp }: Step,
): Promise<string | null> {
  try {
    const made = await change(ctx, { operation: 'note', input: {} }, async (tx, emit) => {
      const id = newId();
      await tx.$executeRaw`SELECT set_config('test.commit_ms', ${String(commitMs)}, true),
        set_config('test.gives_up', ${isGivenUp ? 'yes' : 'no'}, true)`;
      await tx.$queryRaw`SELECT pg_sleep(${beforeMs / 1000}::float)::text`;
      const [changed] = await tx.$queryRaw<{ version: number }[]>`
        UPDATE contended SET version = version + 1 WHERE row = ${row} RETURNING version`;
      await tx.$queryRaw`SELECT pg_sleep(${heldMs / 1000}::float)::text`;
      emit(noted, { subjectId: id, payload: { number: row * 1_000_000 + changed!.version } });
      return { id };
    });
    return made.id;
  } catch (error) {
    if (!String(error).includes(GIVEN_UP)) throw error;
    return null;
  }
}

function rowOf({ payload }: LoggedEvent): number {
  return Math.floor((payload['number'] as number) / 1_000_000);
}

function versionOf({ payload }: LoggedEvent): number {
  return (payload['number'] as number) % 1_000_000;
}

/** Events that stand before one whose change was acknowledged before theirs began. */
function inverted(log: readonly LoggedEvent[], done: readonly Done[]): LoggedEvent[] {
  const times = new Map(done.map((one) => [one.id, one]));
  let earliestEnd = Infinity;
  return log.toReversed().filter(({ subjectId }) => {
    const { startedAt, endedAt } = times.get(subjectId)!;
    const isInverted = earliestEnd < startedAt;
    earliestEnd = Math.min(earliestEnd, endedAt);
    return isInverted;
  });
}
