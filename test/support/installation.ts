import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { openDatabase } from '../../server/src/platform/database.ts';
import { createTestDatabase } from '../../server/testing/database.ts';
import { killRapports, type RapportProcess, startRapport } from './rapport-process.ts';
import { firstWorkspace } from './workspace.ts';

/** A database with a first workspace, and as many server processes on it as a test starts. */
export interface Installation {
  readonly databaseUrl: string;
  /** The first workspace's owner's. */
  readonly token: string;
  /** Starts a node of its own process, or with `WORKERS` several. */
  serve(settings?: Record<string, string>): Promise<RapportProcess>;
  /** Interactions without their event, events without their interaction, and what still waits for its number. */
  unmatched(): Promise<Record<string, number>>;
  /** Kills what still runs and drops the database. */
  remove(): Promise<void>;
}

const SESSION_SECRET = 'a secret of the tests, long enough';
const RETRY_MS = 20;

export async function createInstallation(): Promise<Installation> {
  const database = await createTestDatabase();
  const { database: prisma, close } = openDatabase(database.url);
  const means = { database: prisma, clock: systemClock, wakeSequencer() {} };
  const token = await (await firstWorkspace(means)).token();
  await close();
  return {
    databaseUrl: database.url,
    token,
    serve: (settings = {}) =>
      startRapport({ DATABASE_URL: database.url, SESSION_SECRET, ...settings }, 'serve'),
    async unmatched() {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      const { rows } = await client.query<Record<string, number>>(`
        SELECT
          count(*) FILTER (WHERE e.seq IS NULL)::int AS "rowsWithoutEvent",
          count(*) FILTER (WHERE i.id IS NULL)::int AS "eventsWithoutRow",
          (SELECT count(*) FROM outbox)::int AS waiting
        FROM interactions i
        FULL JOIN (SELECT * FROM event_log WHERE name = 'interaction.logged') e
          ON (e.workspace_id, e.subject_id) = (i.workspace_id, i.id)`);
      await client.end();
      return rows[0]!;
    },
    async remove() {
      await killRapports();
      await database.drop();
    },
  };
}

/** Repeats what is safe to repeat until a server acknowledges it. */
export async function untilAcknowledged<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      await pause(RETRY_MS);
    }
  }
}
