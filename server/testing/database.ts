import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the template: a migrated, empty database that nobody connects to. */
    templateUrl: string;
  }
}

export interface TestDatabase {
  readonly url: string;
  /** Ends whatever is still connected. */
  drop(): Promise<void>;
}

/** Makes a database of its own without a single table, for tests of what makes the tables. */
export async function createBareDatabase(): Promise<TestDatabase> {
  return clone('template1');
}

/**
 * Makes a database of its own, migrated and empty, on the PostgreSQL of this test run. Takes some
 * 50 ms; one for each test file is usual.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  return clone(new URL(inject('templateUrl')).pathname.slice(1));
}

async function clone(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE "${template}"`);
  const url = new URL(inject('templateUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function administer(statement: string): Promise<void> {
  const url = new URL(inject('templateUrl'));
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
