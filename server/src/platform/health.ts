import type { Pool } from 'pg';

/** Whether the process can do its work, and why not. */
export interface Readiness {
  readonly isReady: boolean;
  /** `ok`, or what is wrong. */
  readonly checks: Readonly<Record<string, string>>;
  /** What does not work and is done without, by name: no reason to send nobody here. */
  readonly degraded?: Readonly<Record<string, string>>;
  /** How an event fared that was sent through the whole path. Only where asked for. */
  readonly selfTest?: Tried;
}

/** The outcome of a test of the whole path: `ok`, or what was wrong, with whatever else there is to tell. */
export interface Tried {
  readonly outcome: string;
}

const LONGEST_LAG_MS = 10_000;

/**
 * Asks what readiness needs: the database answers, and its events get their numbers. Called by
 * `/readyz`; one statement, and with a self-test what that costs.
 */
export async function readiness(
  pool: Pool,
  isStopping: boolean,
  selfTest?: () => Promise<Tried>,
): Promise<Readiness> {
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
  const tried = await selfTest?.();
  if (tried) checks.selfTest = tried.outcome;
  const isReady = Object.values(checks).every((check) => check === 'ok');
  return { isReady, checks, ...(tried ? { selfTest: tried } : {}) };
}
