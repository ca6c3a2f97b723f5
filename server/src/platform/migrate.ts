import { Client } from 'pg';
import { type Migration, MIGRATIONS_FOLDER, migrationState, readMigrations } from './migrations.ts';
import { NO_FILTERS, openSchemaEngine } from './schema-engine.ts';
import { StartProblem } from './start-problem.ts';

export interface MigrateOptions {
  /** Default: the repository's `prisma/migrations`. */
  readonly folder?: string;
  /** Told once, before the first of several migrations. */
  readonly onProgress?: (step: string) => void;
}

/** A number that nobody else uses for an advisory lock in this database: "rapp" in ASCII. */
const MIGRATION_LOCK = 0x72_61_70_70;

/**
 * Applies the migrations that the database lacks, in order, with Prisma's own engine, and answers
 * their names. When nothing is pending that is found out in milliseconds, without the engine.
 *
 * Each is one transaction together with its own mark of being done: one that fails, or is killed
 * halfway, leaves nothing and is run again next time. Processes that migrate one database at once
 * take turns: the second finds nothing left to do.
 *
 * @throws {StartProblem} a migration failed; with its name and what PostgreSQL said
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const folder = options.folder ?? MIGRATIONS_FOLDER;
  const migrations = readMigrations(folder);
  const client = new Client({ connectionString: url, application_name: 'rapport migrate' });
  await client.connect();
  try {
    if ((await migrationState(client, migrations)).pending.length === 0) return [];
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const { pending } = await migrationState(client, migrations);
    if (pending.length === 0) return [];
    options.onProgress?.(
      pending.length === 1 ? 'Applying 1 migration' : `Applying ${pending.length} migrations`,
    );
    await forgetUnfinished(client);
    return await apply(url, folder, migrations);
  } finally {
    await client.end();
  }
}

async function forgetUnfinished(client: Client): Promise<void> {
  const { rows } = await client.query<{ isThere: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isThere"`,
  );
  if (!rows[0]?.isThere) return;
  await client.query(
    `UPDATE _prisma_migrations SET rolled_back_at = now()
      WHERE finished_at IS NULL AND rolled_back_at IS NULL`,
  );
}

async function apply(url: string, folder: string, migrations: Migration[]): Promise<string[]> {
  let failure: StartProblem | undefined;
  const { engine, close } = await openSchemaEngine(url, async (pool, script) => {
    const name = migrations.find(({ sql }) => sql === script)?.name;
    try {
      await pool.query(name === undefined ? script : `${script}\n;${markOfDone(name)}`);
    } catch (error) {
      if (error instanceof Error) failure = failed(name, error);
      throw error;
    }
  });
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: folder,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      filters: NO_FILTERS,
    });
    return appliedMigrationNames;
  } catch (error) {
    throw failure ?? error;
  } finally {
    await close();
  }
}

function markOfDone(name: string): string {
  return `UPDATE _prisma_migrations SET finished_at = now()
    WHERE migration_name = '${name.replaceAll("'", "''")}' AND rolled_back_at IS NULL;`;
}

function failed(name: string | undefined, error: Error): StartProblem {
  return new StartProblem(
    `The migration ${name ?? "of Prisma's own table"} failed, and left nothing behind: ${error.message}.`,
    { cause: error },
  );
}
