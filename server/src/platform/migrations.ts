import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** One folder of `prisma/migrations`. */
export interface Migration {
  /** The folder's name; names sort in the order of application. */
  readonly name: string;
  readonly sql: string;
}

/** What a database says about the migrations of the folder. */
export interface MigrationState {
  readonly pending: readonly string[];
  /** Applied, but their file was changed afterwards. */
  readonly edited: readonly string[];
}

/** The part of a pg pool or client that is used here. */
export interface Queryable {
  query<Row extends object>(sql: string): Promise<{ rows: Row[] }>;
}

interface AppliedRow {
  name: string;
  checksum: string;
}

/** Absolute path of the data package, which has the schema and the migrations. */
export const PRISMA_FOLDER = dirname(
  createRequire(import.meta.url).resolve('@rapport/prisma/package.json'),
);

/** Absolute path of the migrations. */
export const MIGRATIONS_FOLDER = join(PRISMA_FOLDER, 'migrations');

/** Reads a folder in Prisma's own format, in the order of application. */
export function readMigrations(folder: string = MIGRATIONS_FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .toSorted()
    .map((name) => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }));
}

/**
 * Compares the folder with what the database has had applied, without loading Prisma's engine:
 * two small statements.
 */
export async function migrationState(
  database: Queryable,
  migrations: readonly Migration[] = readMigrations(),
): Promise<MigrationState> {
  const applied = await appliedMigrations(database);
  const rowOf = (migration: Migration) => applied.find((row) => row.name === migration.name);
  return {
    pending: migrations.filter((migration) => !rowOf(migration)).map(({ name }) => name),
    edited: migrations
      .filter((migration) => {
        const row = rowOf(migration);
        return row && row.checksum !== checksumOf(migration);
      })
      .map(({ name }) => name),
  };
}

/** The names of migrations that the database lacks, in the order of application; for `/readyz`. */
export async function pendingMigrations(database: Queryable): Promise<readonly string[]> {
  return (await migrationState(database)).pending;
}

async function appliedMigrations(database: Queryable): Promise<AppliedRow[]> {
  const { rows } = await database.query<{ isThere: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isThere"`,
  );
  if (!rows[0]?.isThere) return [];
  const applied = await database.query<AppliedRow>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return applied.rows;
}

function checksumOf({ sql }: Migration): string {
  return createHash('sha256').update(sql).digest('hex');
}
