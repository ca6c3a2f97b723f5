import { Client } from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { createBareDatabase, type TestDatabase } from '../../testing/database.ts';
import { checkDatabase } from './database-requirements.ts';

const ROLE = 'guest_of_requirements';

let database: TestDatabase;

beforeEach(async () => {
  database = await createBareDatabase();
});

afterEach(() => database.drop());

test('a database that has everything is let pass', async () => {
  await expect(checkDatabase(database.url)).resolves.toBeUndefined();
});

test('all that is missing is told at once, each with how to mend it', async () => {
  const latin = await administered(
    `CREATE ROLE ${ROLE} LOGIN PASSWORD 'guest'`,
    `CREATE DATABASE latin_of_requirements ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`,
  );
  latin.pathname = '/latin_of_requirements';
  latin.username = ROLE;
  latin.password = 'guest';
  try {
    const refusal = await checkDatabase(latin.href).catch((error: unknown) => error);

    expect(String(refusal).split('\n').slice(1)).toEqual([
      expect.stringContaining('Its encoding is LATIN1; Rapport needs UTF8.'),
      expect.stringContaining(`GRANT CREATE ON DATABASE "latin_of_requirements" TO "${ROLE}"`),
      expect.stringContaining(`GRANT CREATE ON SCHEMA "public" TO "${ROLE}"`),
    ]);
  } finally {
    await administered('DROP DATABASE latin_of_requirements', `DROP ROLE ${ROLE}`);
  }
});

test('a database that cannot be reached is told without its password', async () => {
  const url = new URL(database.url);
  url.port = '1';

  const refusal = String(await checkDatabase(url.href).catch((error: unknown) => error));

  expect(refusal).toContain('cannot be opened: connect ECONNREFUSED 127.0.0.1:1.');
  expect(refusal).not.toContain(url.password);
});

async function administered(...statements: string[]): Promise<URL> {
  const url = new URL(inject('templateUrl'));
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
  return url;
}
