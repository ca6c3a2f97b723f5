import type { Pool } from 'pg';

/** How the log and what feeds it stand in the database. */
export interface LogState {
  readonly head: number;
  readonly floor: number;
  /** Events without a number yet; counted up to 10,000. */
  readonly waiting: number;
  /** How long the first of them has waited, in seconds. */
  readonly waitingSeconds: number;
  /** How long ago the first event behind `position` was recorded, in seconds; 0: there is none. */
  readonly behindSeconds: number;
  /** How old the oldest snapshot is that keeps dead rows of this database from being cleaned, in seconds. */
  readonly snapshotSeconds: number;
}

/**
 * Reads it for a process that has read the log up to `position`. One statement, all of it by index
 * but for the outbox, which is short, or bounded by 10,000. Transactions of other roles are seen only
 * by a role with `pg_monitor`.
 */
export async function readLogState(pool: Pool, position: bigint): Promise<LogState> {
  const { rows } = await pool.query<LogState>({
    name: 'log-state',
    text: `
      SELECT h.seq::float8 AS head, h.floor::float8 AS floor,
        (SELECT count(*) FROM (SELECT 1 FROM outbox LIMIT 10000) o)::int AS waiting,
        coalesce(greatest(0, extract(epoch FROM clock_timestamp() -
          (SELECT recorded_at FROM outbox ORDER BY id LIMIT 1))), 0)::float8 AS "waitingSeconds",
        coalesce(greatest(0, extract(epoch FROM clock_timestamp() -
          (SELECT recorded_at FROM event_log WHERE seq > $1 AND seq <= h.seq ORDER BY seq LIMIT 1)
        )), 0)::float8 AS "behindSeconds",
        coalesce((SELECT max(extract(epoch FROM clock_timestamp() - xact_start))
          FROM pg_stat_activity
          WHERE datname = current_database() AND backend_xmin IS NOT NULL
            AND pid <> pg_backend_pid()), 0)::float8 AS "snapshotSeconds"
      FROM feed_head h`,
    values: [position],
  });
  return rows[0]!;
}
