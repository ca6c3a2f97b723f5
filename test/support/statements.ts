import { Client } from 'pg';
import { type DatabaseOptions, SESSION_OPTIONS } from '../../server/src/platform/database.ts';

/** One that a server ran. */
export interface Statement {
  readonly query: string;
  readonly params: string;
}

/** Collects the statements that a server runs: pass `options` to it as `database`. */
export interface StatementWatch {
  readonly options: DatabaseOptions;
  /** The statements that ran during it. */
  during(work: () => Promise<unknown>): Promise<readonly Statement[]>;
}

/** What a server asks every few seconds, whatever it is asked for. */
const OF_ITS_OWN_ACCORD = /^\s*UPDATE exports SET status = 'RUNNING'/;

/** Watches from now on. One piece of work at a time. */
export function watchStatements(): StatementWatch {
  let statements: Statement[] = [];
  return {
    options: {
      onStatement(statement) {
        if (!OF_ITS_OWN_ACCORD.test(statement.query)) statements.push(statement);
      },
    },
    async during(work) {
      statements = [];
      await work();
      const ran = statements;
      statements = [];
      return ran;
    },
  };
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** How many rows of tables the statements read, also those that a filter then dropped. */
export async function rowsRead(
  databaseUrl: string,
  statements: readonly Statement[],
): Promise<number> {
  const client = new Client({ connectionString: databaseUrl, options: SESSION_OPTIONS });
  await client.connect();
  try {
    let rows = 0;
    for (const { query, params } of statements) {
      if (!/^\s*(SELECT|WITH)/i.test(query)) continue;
      const { rows: explained } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${query}`,
        JSON.parse(params) as unknown[],
      );
      rows += scanned(explained[0]!['QUERY PLAN'][0].Plan);
    }
    return rows;
  } finally {
    await client.end();
  }
}

function scanned(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, plan) => sum + scanned(plan), 0);
  if (!node['Relation Name']) return below;
  const perLoop =
    node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0);
  return below + Math.round(perLoop * node['Actual Loops']);
}
