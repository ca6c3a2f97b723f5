import type { Clock } from '../kernel/clock.ts';
import { forgetOldKeys } from '../live/idempotency.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';

const HOUR_MS = 3_600_000;

/** Throws away, once an hour, what is kept for a time only. Several processes may do it at once. Returns how to stop. */
export function startHousekeeping(database: Database, clock: Clock, log: Log): () => void {
  const clean = async () => {
    try {
      await forgetOldKeys(database, clock());
    } catch (error) {
      log.warn({ err: error }, 'Old idempotency keys were not thrown away; the next hour will.');
    }
  };
  const timer = setInterval(() => void clean(), HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
