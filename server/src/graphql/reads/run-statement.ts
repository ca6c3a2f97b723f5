import type { PoolClient } from 'pg';
import { type CancellablePool, cancelWhenGone, connectWanted } from '../../platform/cancellable.ts';
import type { Departure } from '../../platform/departure.ts';

/** A connection that has prepared more is closed, and its memory in the database given back. */
const MAX_PREPARED = 300;

const prepared = new WeakMap<PoolClient, Set<string>>();

/** A statement that may be asked for again and again. */
export interface Statement {
  /** The name under which a connection prepares it; each text has its own. */
  readonly name: string;
  readonly text: string;
  /** How often it was run. */
  uses: number;
}

/** Where statements are run. */
export interface StatementRunner {
  readonly pool: CancellablePool;
  /** Called with every statement; for tests and `rapport explain`. */
  readonly onStatement?: ((statement: { query: string; params: string }) => void) | undefined;
}

/**
 * Runs a statement, and returns its rows as arrays. From the second time on each connection prepares
 * it: what is asked but once is not worth a place. When who waits for it goes, it is cancelled in the database.
 */
export async function runStatement<Row extends readonly unknown[]>(
  { pool, onStatement }: StatementRunner,
  statement: Statement,
  values: readonly unknown[],
  departure?: Departure,
): Promise<Row[]> {
  const { text } = statement;
  if (onStatement) onStatement({ query: text, params: JSON.stringify(values) });
  const name = statement.uses++ === 0 ? undefined : statement.name;
  const client = await connectWanted(pool, departure);
  const cancellation = departure && cancelWhenGone(pool, client, departure);
  let isFull = false;
  try {
    if (name !== undefined) {
      const names = prepared.get(client) ?? new Set();
      prepared.set(client, names.add(name));
      isFull = names.size > MAX_PREPARED;
    }
    const { rows } = await client.query<Row>({
      ...(name === undefined ? {} : { name }),
      text,
      values: [...values],
      rowMode: 'array',
    } as never);
    return rows;
  } finally {
    const cancelling = cancellation?.over();
    if (cancelling) await cancelling;
    client.release(isFull);
  }
}
