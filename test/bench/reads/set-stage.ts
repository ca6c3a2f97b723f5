import pg from 'pg';
import { seedInBulk } from '../../../server/src/app/bulk-seed/bulk-seed.ts';
import {
  createToken,
  ensureFirstWorkspace,
  systemViewer,
} from '../../../server/src/domains/identity/public.ts';
import { systemClock } from '../../../server/src/kernel/clock.ts';
import { openDatabase } from '../../../server/src/platform/database.ts';
import type { Stage } from './stage.ts';

export interface Size {
  readonly customers: number;
  readonly interactions: number;
}

const SAMPLE = 500;
const HOT = 20;
/** Who has more is left out of the sample: that is what the hot ones are compared with. */
const MOST_OF_ONE = 500;
const ASKING = 'agent-01@bulk.rapport.example';

/**
 * Seeds a migrated database, unless it is seeded, and makes what the contestants need beside
 * Rapport's own tables: an outbox that nobody empties, and PostGraphile's function to write by.
 */
export async function setStage(
  databaseUrl: string,
  size: Size,
  say: (line: string) => void,
): Promise<Stage> {
  const { database, logPool, close } = openDatabase(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { workspaceId } = await ensureFirstWorkspace(database, {
      name: 'Bench',
      email: 'owner@bench.example',
      ownerName: 'Owner',
      password: 'nobody signs in with it',
      clock: systemClock,
    });
    await seedInBulk({ databaseUrl, database, logPool, workspaceId }, { ...size, seed: 1 }, say);
    await client.query(EXTRAS);
    const viewer = systemViewer(workspaceId);
    const ctx = { database, viewer, clock: systemClock, source: 'bench', wakeSequencer() {} };
    const { token } = await createToken(ctx, { email: ASKING, name: 'bench', lifetimeDays: 1 });
    const { id: userId } = await database.user.findUniqueOrThrow({ where: { email: ASKING } });
    const ids = async (sql: string, ...values: unknown[]) =>
      (await client.query<{ id: string }>(sql, [workspaceId, ...values])).rows.map(({ id }) => id);
    const hotCustomerIds = await ids(HOTTEST, HOT);
    const customerIds = await ids(SAMPLED, MOST_OF_ONE, SAMPLE);
    const { lifecycleStage: hotStage } = await database.customer.findUniqueOrThrow({
      where: { id: hotCustomerIds[0]! },
    });
    return { databaseUrl, workspaceId, userId, token, customerIds, hotCustomerIds, hotStage };
  } finally {
    await client.end();
    await close();
  }
}

const EXTRAS = `
  CREATE TABLE IF NOT EXISTS bench_outbox (LIKE outbox INCLUDING ALL);
  CREATE OR REPLACE FUNCTION bench_log_interaction(workspace_id uuid, customer_id uuid, agent_id uuid, channel channel,
    direction direction, subject text, body text) RETURNS interactions LANGUAGE sql VOLATILE AS $$
      WITH touched AS (
        UPDATE customers c SET last_interaction_at = greatest(c.last_interaction_at, now())
        WHERE c.workspace_id = $1 AND c.id = $2 RETURNING c.id, c.organization_id
      )
      INSERT INTO interactions (id, workspace_id, customer_id, organization_id, agent_id, channel, direction, subject, body, occurred_at)
      SELECT uuidv7(), $1, id, organization_id, $3, $4, $5, $6, $7, now() FROM touched RETURNING * $$;`;

const COUNTED = `SELECT c.id, (SELECT count(*) FROM interactions i WHERE i.workspace_id = $1 AND i.customer_id = c.id) AS n
  FROM customers c WHERE c.workspace_id = $1`;
const HOTTEST = `SELECT id FROM (${COUNTED}) c ORDER BY n DESC, id LIMIT $2`;
const SAMPLED = `SELECT id FROM (${COUNTED}) c WHERE n BETWEEN 1 AND $2 ORDER BY md5(id::text) LIMIT $3`;
