import type { Pool } from 'pg';
import { forgetOldExports } from '../domains/exports/public.ts';
import { forgetOldAttempts } from '../domains/identity/public.ts';
import type { Clock } from '../kernel/clock.ts';
import { forgetOldKeys } from '../live/idempotency.ts';
import { cutLog } from '../live/retention.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';

export interface HousekeepingOptions {
  readonly database: Database;
  readonly logPool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly retentionDays: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Throws away, once an hour, what is kept for a time only. Several processes may do it at once. Returns how to stop. */
export function startHousekeeping(options: HousekeepingOptions): () => void {
  const { database, logPool, clock, log, retentionDays } = options;
  const clean = async () => {
    try {
      const now = clock();
      await forgetOldKeys(database, now);
      await forgetOldAttempts(database, now);
      await forgetOldExports(database, now);
      const { dropped } = await cutLog(logPool, new Date(now.getTime() - retentionDays * DAY_MS));
      if (dropped.length > 0) log.info({ dropped }, 'Old events were thrown away.');
    } catch (error) {
      log.warn(
        { err: error },
        'Not all that is old was thrown away; it is tried again in an hour.',
      );
    }
  };
  const timer = setInterval(() => void clean(), HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
