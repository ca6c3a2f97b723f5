import type { Pool, PoolClient } from 'pg';
import type { Viewer } from '../../kernel/viewer.ts';
import { type Plan, SESSION } from './plan.ts';
import { type BoundValues, parameterValue } from './site.ts';

/** A connection that has prepared more is closed, and its memory in the database given back. */
const MAX_PREPARED = 300;

const prepared = new WeakMap<PoolClient, Set<string>>();

/** What a plan's statement is run with. */
export interface PlanRunner {
  readonly pool: Pool;
  readonly onStatement?: ((statement: { query: string; params: string }) => void) | undefined;
}

/**
 * Runs a plan's statement and returns its one row. From the second time on each connection prepares
 * it: what is asked but once is not worth a place.
 */
export async function runPlan(
  plan: Plan,
  values: readonly BoundValues[],
  viewer: Viewer,
  { pool, onStatement }: PlanRunner,
): Promise<readonly (string | null)[]> {
  const text = plan.text!;
  const parameters = plan.parameters.map((parameter) =>
    parameter === SESSION ? viewer.sessionId : parameterValue(parameter, values, viewer),
  );
  onStatement?.({ query: text, params: JSON.stringify(parameters) });
  const name = plan.uses++ === 0 ? undefined : plan.name;
  const client = await pool.connect();
  let isFull = false;
  try {
    if (name !== undefined) {
      const names = prepared.get(client) ?? new Set();
      prepared.set(client, names.add(name));
      isFull = names.size > MAX_PREPARED;
    }
    const { rows } = await client.query<(string | null)[]>({
      ...(name === undefined ? {} : { name }),
      text,
      values: parameters,
      rowMode: 'array',
    } as never);
    return rows[0]!;
  } finally {
    client.release(isFull);
  }
}
