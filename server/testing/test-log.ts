import type { Pool } from 'pg';
import { z } from 'zod';
import { defineEvent, type EventKind } from '../src/kernel/event.ts';
import { newId } from '../src/kernel/ids.ts';
import { readLog } from '../src/live/event-log.ts';
import type { CommandContext } from '../src/live/change.ts';
import type { LoggedEvent } from '../src/live/logged-event.ts';
import { sequenceBatch } from '../src/live/sequencer.ts';
import type { Tail } from '../src/live/tail.ts';
import { type Database, type DatabaseOptions, openDatabase } from '../src/platform/database.ts';
import { type Log, openLog } from '../src/platform/log.ts';
import { createTestDatabase } from './database.ts';
import { viewerOf } from './viewer.ts';

/** A log of its own on a real database, with nothing running: tests start what they are about. */
export interface TestLog {
  readonly url: string;
  readonly database: Database;
  readonly pool: Pool;
  readonly log: Log;
  readonly workspaceId: string;
  /** What commands need. The sequencer that it wakes is the test's own affair. */
  readonly ctx: CommandContext;
  /** Writes events straight into the outbox, and numbers them. Answers the new head. */
  append(count: number, workspaceId?: string): Promise<bigint>;
  /** Numbers whatever waits in the outbox. */
  sequence(): Promise<void>;
  /** The whole log. */
  read(): Promise<readonly LoggedEvent[]>;
  close(): Promise<void>;
}

/** A fact that means nothing, with a number in its payload. */
export const noted: EventKind<{ number: number }> = defineEvent({
  name: 'customer.noted',
  subjectType: 'Customer',
  permission: 'customers:read',
  payload: z.object({ number: z.number() }),
});

export async function openTestLog(options: DatabaseOptions = {}): Promise<TestLog> {
  const { url, drop } = await createTestDatabase();
  const { database, logPool: pool, close } = openDatabase(url, options);
  const workspaceId = newId();
  const sequence = async () => {
    while ((await sequenceBatch(pool)).events.length > 0);
  };
  return {
    url,
    database,
    pool,
    log: openLog('silent'),
    workspaceId,
    ctx: {
      database,
      viewer: viewerOf(workspaceId, newId(), 'AGENT'),
      clock: () => new Date(),
      source: 'test',
      wakeSequencer() {},
    },
    async append(count, workspace = workspaceId) {
      await pool.query(
        `INSERT INTO outbox (workspace_id, name, subject_type, subject_id, changed_fields, payload,
          actor_kind, occurred_at, recorded_at)
        SELECT $1, 'customer.noted', 'Customer', gen_random_uuid(), '{}',
          jsonb_build_object('number', number), 'SYSTEM', now(), now()
        FROM generate_series(1, $2) number`,
        [workspace, count],
      );
      await sequence();
      return (await readLog(pool, { after: 0n, limit: 0 })).head;
    },
    sequence,
    read: async () => (await readLog(pool, { after: 0n, limit: 1_000_000 })).events,
    async close() {
      await close();
      await drop();
    },
  };
}

/** Waits until a process has read the log so far. */
export async function reached(tail: Tail, head: bigint): Promise<void> {
  if (tail.position >= head) return;
  await new Promise<void>((resolve) => {
    const stop = tail.observe(({ seq }) => {
      if (seq < head) return;
      stop();
      resolve();
    });
  });
}
