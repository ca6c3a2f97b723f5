import { expect, test } from 'vitest';
import { createTestDatabase } from '../../testing/database.ts';
import { openDatabase } from '../platform/database.ts';
import { readLog } from './event-log.ts';
import { cutLog } from './retention.ts';

const MILLION = 1_000_000;

async function logWith(events: readonly { seq: number; recordedAt: string }[], head: number) {
  const { url, drop } = await createTestDatabase();
  const { logPool, close } = openDatabase(url);
  await logPool.query('SELECT ensure_event_log_partitions($1)', [MILLION]);
  for (const { seq, recordedAt } of events) {
    await logPool.query(
      `INSERT INTO event_log (seq, workspace_id, name, subject_type, subject_id, is_gone,
         changed_fields, payload, actor_kind, occurred_at, recorded_at)
       VALUES ($1, gen_random_uuid(), 'customer.created', 'Customer', gen_random_uuid(), false,
         '{}', '{}', 'SYSTEM', $2, $2)`,
      [seq, recordedAt],
    );
  }
  await logPool.query('UPDATE feed_head SET seq = $1', [head]);
  return {
    logPool,
    async [Symbol.asyncDispose]() {
      await close();
      await drop();
    },
  };
}

test('events older than the cut are below the floor, the others stay', async () => {
  await using log = await logWith(
    [
      { seq: 1, recordedAt: '2025-01-01T00:00:00Z' },
      { seq: 2, recordedAt: '2025-02-01T00:00:00Z' },
      { seq: 3, recordedAt: '2025-03-01T00:00:00Z' },
    ],
    3,
  );

  const { floor, dropped } = await cutLog(log.logPool, new Date('2025-02-15T00:00:00Z'));

  expect(floor).toBe(3n);
  expect(dropped).toEqual([]);
  expect((await readLog(log.logPool, { after: 2n, limit: 10 })).events).toHaveLength(1);
});

test('a partition that lies wholly below the floor is dropped, and reading goes on', async () => {
  await using log = await logWith(
    [
      { seq: MILLION - 1, recordedAt: '2025-01-01T00:00:00Z' },
      { seq: MILLION, recordedAt: '2025-03-01T00:00:00Z' },
    ],
    MILLION,
  );

  const cut = await cutLog(log.logPool, new Date('2025-02-15T00:00:00Z'));

  expect(cut.dropped).toHaveLength(1);
  const page = await readLog(log.logPool, { after: cut.floor - 1n, limit: 10 });
  expect(page.floor).toBe(BigInt(MILLION));
  expect(page.events.map(({ seq }) => seq)).toEqual([BigInt(MILLION)]);
});

test('when everything is old, nothing is left and the next event is still read', async () => {
  await using log = await logWith([{ seq: 1, recordedAt: '2025-01-01T00:00:00Z' }], 1);

  const { floor } = await cutLog(log.logPool, new Date('2026-01-01T00:00:00Z'));

  expect(floor).toBe(2n);
});
