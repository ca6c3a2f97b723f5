import type { Pool } from 'pg';

type Row = Readonly<Record<string, unknown>>;

/** All that a workspace's tables and log hold about some customers and all organisations. */
export interface Told {
  readonly organizations: readonly Row[];
  readonly customers: readonly Row[];
  readonly interactions: readonly Row[];
  readonly events: readonly Row[];
}

/**
 * Reads it in a form in which two workspaces can be compared: every column, derived ones too, but
 * for ids and positions. In their place stand external ids and names; of a row's own id remain its
 * time and version.
 */
export async function toldOf(
  pool: Pool,
  workspaceId: string,
  customerExternalIds: readonly string[],
): Promise<Told> {
  const values = [workspaceId, customerExternalIds];
  const read = async (sql: string) =>
    (await pool.query<{ told: Row }>(WITH_NAMES + sql, values)).rows.map(({ told }) => told);
  return {
    organizations: await read(ORGANIZATIONS),
    customers: await read(CUSTOMERS),
    interactions: await read(INTERACTIONS),
    events: await read(EVENTS),
  };
}

// A UUID of version 7 begins with its time and the 7.
const OWN_ID = `left(x.id::text, 15) AS "idTime", substr(x.id::text, 20, 1) IN ('8', '9', 'a', 'b') AS "idVariant"`;
const NO_IDS = `'{id,workspace_id,parent_id,organization_id,team_id,customer_id,seq,subject_id}'::text[]`;

const WITH_NAMES = `
  WITH o AS (SELECT * FROM organizations WHERE workspace_id = $1),
    c AS (SELECT * FROM customers WHERE workspace_id = $1 AND external_id = ANY ($2)),
    i AS (SELECT x.*, c.external_id || ' ' || x.created_at AS name FROM interactions x JOIN c ON c.id = x.customer_id),
    t AS (SELECT * FROM teams WHERE workspace_id = $1)`;

const ORGANIZATIONS = `
  SELECT to_jsonb(x) - ${NO_IDS} || to_jsonb(names) AS told
  FROM o x, LATERAL (SELECT ${OWN_ID}, (SELECT external_id FROM o WHERE o.id = x.parent_id) AS parent) names
  ORDER BY x.external_id`;

const CUSTOMERS = `
  SELECT to_jsonb(x) - ${NO_IDS} || to_jsonb(names) AS told
  FROM c x, LATERAL (SELECT ${OWN_ID}, (SELECT external_id FROM o WHERE o.id = x.organization_id) AS organization,
    (SELECT name FROM t WHERE t.id = x.team_id) AS team,
    (SELECT array_agg(email ORDER BY email) FROM customer_emails WHERE customer_id = x.id AND workspace_id = $1) AS emails) names
  ORDER BY x.external_id`;

const INTERACTIONS = `
  SELECT to_jsonb(x) - ${NO_IDS} || to_jsonb(names) AS told
  FROM i x, LATERAL (SELECT ${OWN_ID}, (SELECT external_id FROM c WHERE c.id = x.customer_id) AS customer,
    (SELECT external_id FROM o WHERE o.id = x.organization_id) AS organization,
    (SELECT count(*) FROM interaction_participants WHERE interaction_id = x.id) AS participants) names
  ORDER BY x.name`;

const EVENTS = `
  SELECT to_jsonb(x) - ${NO_IDS} || to_jsonb(names) AS told
  FROM event_log x,
    LATERAL (SELECT external_id AS subject FROM o WHERE o.id = x.subject_id UNION ALL
      SELECT external_id FROM c WHERE c.id = x.subject_id UNION ALL SELECT name FROM i WHERE i.id = x.subject_id) s,
    LATERAL (SELECT s.subject, (SELECT external_id FROM c WHERE c.id = x.customer_id) AS customer,
      (SELECT external_id FROM o WHERE o.id = x.organization_id) AS organization,
      (SELECT name FROM t WHERE t.id = x.team_id) AS team) names
  WHERE x.workspace_id = $1
  ORDER BY s.subject, x.name`;
