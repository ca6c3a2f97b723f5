import { readFileSync } from 'node:fs';
import pg from 'pg';
import { waitUntil } from '../../../server/src/platform/wait-until.ts';

/** What the database did for the contestants, as far as it can be seen from outside. */
export interface DatabaseWatch {
  /** Processor time of all its connections so far, in seconds, by process. Empty where the system does not tell. */
  cpu(): Promise<ReadonlyMap<number, number>>;
  /** Waits until every event has its number. @throws {Error} it takes half a minute */
  numbered(): Promise<void>;
  /** Sees to it that nothing of its own housekeeping falls into the turns that follow. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const NUMBERING_LIMIT_MS = 30_000;

export async function watchDatabase(databaseUrl: string): Promise<DatabaseWatch> {
  const client = new pg.Client({ connectionString: databaseUrl });
  // A run that failed stops the database first; what failed is to be told, not that.
  client.on('error', () => undefined);
  await client.connect();
  return {
    async cpu() {
      const { rows } = await client.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      );
      return new Map(
        rows.flatMap(({ pid }) => {
          const seconds = cpuSecondsOf(pid);
          return seconds === null ? [] : [[pid, seconds] as const];
        }),
      );
    },
    async numbered() {
      const isEmpty = async () =>
        (await client.query('SELECT 1 FROM outbox LIMIT 1')).rowCount === 0 || undefined;
      if (!(await waitUntil(isEmpty, NUMBERING_LIMIT_MS)))
        throw new Error('Nobody numbers the events.');
    },
    async settle() {
      await client.query('TRUNCATE bench_outbox');
      await client.query('VACUUM (ANALYZE) customers, interactions, outbox, idempotency_keys');
      await client.query('CHECKPOINT');
    },
    close: () => client.end(),
  };
}

/** What was used between two looks; connections that were closed meanwhile are not in it. */
export function cpuBetween(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): number {
  if (after.size === 0) return Number.NaN;
  let seconds = 0;
  for (const [pid, used] of after) seconds += used - (before.get(pid) ?? 0);
  return seconds;
}

/** Linux tells it to the nanosecond; others not at all. */
function cpuSecondsOf(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
  } catch {
    return null;
  }
}
