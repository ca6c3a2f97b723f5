import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { Prisma, type PrismaClient } from '@rapport/prisma';

/** Runs statements on a pool of connections, each prepared once on each connection. */
interface Preparing {
  readonly pool: Pool;
  readonly onStatement: ((statement: { query: string; params: string }) => void) | undefined;
}

const preparing = new WeakMap<PrismaClient, Preparing>();
/** By text. There are few: they are written in code, and what is put into them is bounded there. */
const names = new Map<string, string>();

/** Lets statements be prepared on the connections that a database runs over. */
export function prepareOver(database: PrismaClient, means: Preparing): void {
  preparing.set(database, means);
}

/**
 * Runs a statement outside of any transaction, prepared, past Prisma: for what is run with nearly
 * every request. Values come as the driver reads them: `bigint` as text, times as `Date`.
 *
 * Only for statements of few forms: each stays prepared for as long as its connection is open.
 */
export async function runPrepared<Row extends object>(
  database: PrismaClient,
  { text, values }: Prisma.Sql,
): Promise<Row[]> {
  const { pool, onStatement } = preparing.get(database)!;
  onStatement?.({ query: text, params: JSON.stringify(values) });
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = nameOf(text)));
  const { rows } = await pool.query<Row>({ name, text, values });
  return rows;
}

/** A text with `$1`, `$2`, … as a part of a larger statement, which numbers its parameters itself. */
export function sqlOver(text: string, parameters: readonly unknown[]): Prisma.Sql {
  const strings = text.split(/\$\d+/);
  const values = text.match(/\$\d+/g)?.map((name) => parameters[Number(name.slice(1)) - 1]);
  return new Prisma.Sql(strings, values ?? []);
}

/** Of what it says: the driver refuses one name for two texts. */
function nameOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
