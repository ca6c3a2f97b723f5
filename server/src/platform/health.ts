import type { Pool } from 'pg';

/** Whether the process can do its work, and why not. */
export interface Readiness {
  readonly isReady: boolean;
  /** `ok`, or what is wrong. */
  readonly checks: Readonly<Record<string, string>>;
}

const LONGEST_LAG_MS = 10_000;

/**
 * Asks what readiness needs: the database answers, and its events get their numbers. Called by
 * `/readyz`; one statement.
 */
export async function readiness(pool: Pool, isStopping: boolean): Promise<Readiness> {
  const checks: Record<string, string> = { process: isStopping ? 'stopping' : 'ok' };
  try {
    const { rows } = await pool.query<{ lag_ms: number }>(
      `SELECT coalesce(extract(epoch FROM now() - min(recorded_at)) * 1000, 0)::int AS lag_ms
       FROM (SELECT recorded_at FROM outbox ORDER BY id LIMIT 1) waiting WHERE recorded_at > now() - interval '1 day'`,
    );
    checks.database = 'ok';
    const lagMs = rows[0]!.lag_ms;
    checks.feed = lagMs > LONGEST_LAG_MS ? `events wait for ${lagMs} ms` : 'ok';
  } catch {
    checks.database = 'does not answer';
  }
  return { isReady: Object.values(checks).every((check) => check === 'ok'), checks };
}
