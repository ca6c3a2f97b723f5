import type { Database } from '../../platform/database.ts';

/** Throws away the exports whose time is over, with their files, a few at a time. */
export async function forgetOldExports(database: Database, now: Date): Promise<void> {
  for (let forgotten = 1; forgotten > 0;) {
    forgotten = await database.$executeRaw`
      DELETE FROM exports WHERE id IN (SELECT id FROM exports WHERE expires_at < ${now} LIMIT 10)`;
  }
}
