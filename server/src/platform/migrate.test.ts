import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBareDatabase, type TestDatabase } from '../../testing/database.ts';
import { migrate } from './migrate.ts';
import { migrationState, readMigrations } from './migrations.ts';

let database: TestDatabase;
let folder: string;
let client: Client;

beforeEach(async () => {
  database = await createBareDatabase();
  folder = mkdtempSync(join(tmpdir(), 'rapport-migrations-'));
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

test('two processes that migrate at once apply each migration once', async () => {
  write('1_parrots', 'CREATE TABLE parrots (name text);');
  write('2_polly', "INSERT INTO parrots VALUES ('Polly');");

  const applied = await Promise.all([migrateHere(), migrateHere(), migrateHere()]);

  expect(applied.flat()).toEqual(['1_parrots', '2_polly']);
  expect(await parrots()).toEqual(['Polly']);
  expect(await migrateHere()).toEqual([]);
});

test('a script with functions, comments and semicolons in them is applied whole', async () => {
  write(
    '1_function',
    `-- one; two
     CREATE TABLE parrots (name text);
     CREATE FUNCTION add_polly() RETURNS void LANGUAGE plpgsql AS $$
       BEGIN INSERT INTO parrots VALUES ('Polly; again'); END; $$;
     SELECT add_polly();`,
  );

  await migrateHere();

  expect(await parrots()).toEqual(['Polly; again']);
});

test('a migration that fails leaves nothing, is named, and runs again once mended', async () => {
  write('1_parrots', 'CREATE TABLE parrots (name text);');
  write('2_polly', "INSERT INTO parrots VALUES ('Polly'); SELECT 1 / 0;");

  await expect(migrateHere()).rejects.toThrow(
    'The migration 2_polly failed, and left nothing behind: division by zero.',
  );
  expect(await parrots()).toEqual([]);

  write('2_polly', "INSERT INTO parrots VALUES ('Polly');");
  expect(await migrateHere()).toEqual(['2_polly']);
  expect(await parrots()).toEqual(['Polly']);
});

test('what is pending, and what was edited after it was applied, can be asked', async () => {
  write('1_parrots', 'CREATE TABLE parrots (name text);');
  await migrateHere();
  write('1_parrots', 'CREATE TABLE parrots (name varchar);');
  write('2_polly', "INSERT INTO parrots VALUES ('Polly');");

  expect(await migrationState(client, readMigrations(folder))).toEqual({
    pending: ['2_polly'],
    edited: ['1_parrots'],
  });
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

const migrateHere = () => migrate(database.url, { folder });

async function parrots(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM parrots');
  return rows.map(({ name }) => name);
}
