import type { Pool } from 'pg';
import pg from 'pg';
import { sequenceBatch } from '../../live/sequencer.ts';
import type { Database } from '../../platform/database.ts';
import { readFeeds } from '../demo/read-feeds.ts';
import { makePlan } from './plan.ts';
import { ensureStaff } from './staff.ts';
import { BULK_SOURCE, writeEvents, writeRows } from './write.ts';

export interface BulkSeedDeps {
  readonly databaseUrl: string;
  readonly database: Database;
  readonly logPool: Pool;
  readonly workspaceId: string;
}

export interface BulkSize {
  readonly customers: number;
  readonly interactions: number;
  /** The same seed, size and workspace give the same rows. A whole number. */
  readonly seed: number;
}

export interface BulkResult {
  readonly customers: number;
  readonly interactions: number;
  /** False: a seed was there already, and nothing was added. */
  readonly isNew: boolean;
}

// One seed at a time; whoever waits finds it done.
const LOCK = 7_214_002;

/**
 * Fills a workspace with a year of much history: organisations (a tenth of the customers), customers
 * and interactions, and their events in the log, as if commands had written them and the sequencer
 * had numbered them. A few customers have most of the interactions. Agents are added by the
 * commands.
 *
 * All of it in one transaction, or nothing. A workspace is filled once: a later call adds nothing,
 * whatever size it asks for, and answers with what is there.
 *
 * @see docs/decisions/0024-the-large-seed-is-sql.md
 */
export async function seedInBulk(
  deps: BulkSeedDeps,
  size: BulkSize,
  say: (line: string) => void = () => undefined,
): Promise<BulkResult> {
  const { databaseUrl, database, logPool, workspaceId } = deps;
  const { createdAt: end } = await database.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
  });
  const staff = await ensureStaff(database, workspaceId, end);
  await numberAll(logPool);

  const client = new pg.Client({
    connectionString: databaseUrl,
    options: '-c TimeZone=UTC -c work_mem=256MB',
    application_name: 'rapport seed',
  });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const there = await countSeeded(client, workspaceId);
    if (there.customers > 0) return { ...there, isNew: false };
    say('Planning…');
    await makePlan(client, { workspaceId, ...size, end, staff });
    say(`Writing ${size.customers} customers and ${size.interactions} interactions…`);
    await writeRows(client, workspaceId);
    say('Writing the event log…');
    await writeEvents(client, workspaceId);
    await client.query('COMMIT');
    say('Collecting statistics…');
    await client.query(
      'VACUUM (ANALYZE) organizations, customers, customer_emails, interactions, event_log',
    );
  } finally {
    await client.end();
  }
  await readFeeds(deps, end);
  await numberAll(logPool);
  return { customers: size.customers, interactions: size.interactions, isNew: true };
}

async function numberAll(logPool: Pool): Promise<void> {
  while ((await sequenceBatch(logPool)).events.length > 0);
}

async function countSeeded(client: pg.Client, workspaceId: string) {
  const { rows } = await client.query<{ customers: number; interactions: number }>(
    `SELECT (SELECT count(*) FROM customers WHERE workspace_id = $1 AND external_id LIKE 'bulk-customer-%')::int AS customers,
      (SELECT count(*) FROM interactions WHERE workspace_id = $1 AND source = $2)::int AS interactions`,
    [workspaceId, BULK_SOURCE],
  );
  return rows[0]!;
}
