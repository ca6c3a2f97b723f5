import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { type CancellablePool, openCancellablePool, whileWanted } from './cancellable.ts';

let database: TestDatabase;
let holder: pg.Client;
let pool: CancellablePool;

beforeAll(async () => {
  database = await createTestDatabase();
  holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
});
afterAll(async () => {
  await holder.end();
  await database.drop();
});
beforeEach(async () => {
  pool = openCancellablePool({ connectionString: database.url, max: 1 });
  await holder.query('SELECT pg_advisory_lock(1), pg_advisory_lock(2)');
});
afterEach(async () => {
  await holder.query('SELECT pg_advisory_unlock_all()');
  await pool.end();
});

/** Waits for a lock that is held. */
const waitFor = (lock: number, signal = new AbortController().signal) =>
  whileWanted(signal, () => pool.query('SELECT pg_advisory_xact_lock_shared($1)', [lock])).then(
    () => 'done',
    (error: pg.DatabaseError) => error.code,
  );

/** The locks that somebody waits for. */
const untilWaitedFor = (locks: readonly number[]) =>
  vi.waitFor(
    async () => {
      const { rows } = await holder.query<{ objid: number }>(
        `SELECT objid::int FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      expect(rows.map(({ objid }) => objid)).toEqual(locks);
    },
    { timeout: 5_000, interval: 10 },
  );

/** Until the statement of the pool's connection is over, as the database sees it. */
const untilOver = () =>
  vi.waitFor(
    async () => {
      const { rows } = await holder.query(
        `SELECT state FROM pg_stat_activity WHERE query LIKE '%xact_lock_shared%'
          AND datname = current_database() AND pid <> pg_backend_pid()`,
      );
      expect(rows).toEqual([{ state: 'idle' }]);
    },
    { timeout: 5_000, interval: 10 },
  );

test('a statement is cancelled, and its connection goes on to serve', async () => {
  const leaving = new AbortController();
  const cancelled = waitFor(1, leaving.signal);
  await untilWaitedFor([1]);

  leaving.abort();

  expect(await cancelled).toBe('57014');
  await untilWaitedFor([]);
  expect(pool.totalCount).toBe(1);
});

test('one that waits for a connection is never begun', async () => {
  const leaving = new AbortController();
  const first = waitFor(1);
  const second = waitFor(2, leaving.signal);
  await untilWaitedFor([1]);

  leaving.abort();
  await holder.query('SELECT pg_advisory_unlock(1)');

  expect(await first).toBe('done');
  expect(await second).toBe('57014');
  expect(await waitFor(2, leaving.signal)).toBe('57014');
});

test('a cancellation that comes late does not meet the next statement of its connection', async () => {
  const leaving = new AbortController();
  const canceller = await pool.canceller.connect();
  const first = waitFor(1, leaving.signal);
  await untilWaitedFor([1]);
  leaving.abort();
  await holder.query('SELECT pg_advisory_unlock(1)');
  await untilOver();
  const second = waitFor(2);

  canceller.release();

  await untilWaitedFor([2]);
  await holder.query('SELECT pg_advisory_unlock(2)');
  expect(await first).toBe('done');
  expect(await second).toBe('done');
});
