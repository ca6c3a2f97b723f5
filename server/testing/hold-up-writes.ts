import { expect, vi } from 'vitest';
import { type Database, Prisma } from '../src/platform/database.ts';

/**
 * Lets commands run side by side until each waits to write to the table (or for one that does), and
 * then lets all go at once: what they read before, none of them had written.
 */
export async function holdUpWrites<T>(
  database: Database,
  table: 'customers' | 'organizations' | 'interactions',
  commands: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  const { results } = await database.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE ${Prisma.raw(table)} IN SHARE ROW EXCLUSIVE MODE`;
      const running = Promise.allSettled(commands.map((command) => command()));
      await vi.waitFor(
        async () => {
          const [held] = await database.$queryRaw<{ count: number }[]>`
            SELECT count(*)::int AS count FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'`;
          expect(held!.count).toBe(commands.length);
        },
        { timeout: 10_000, interval: 20 },
      );
      // In an object: a promise would be waited for while the lock is held.
      return { results: running };
    },
    { timeout: 15_000 },
  );
  return results;
}
