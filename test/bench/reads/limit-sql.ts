import { createHash } from 'node:crypto';
import { newId } from '../../../server/src/kernel/ids.ts';
import type { Input, OperationName } from './operations.ts';
import { logged } from './operations.ts';
import type { Stage } from './stage.ts';

/** A prepared statement that answers with the JSON text of the whole result. */
interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

type Asker = Pick<Stage, 'workspaceId' | 'userId'>;

/** The statement for an operation, by hand: as fast as was found. */
export function limitStatement(
  operation: OperationName,
  { customerId, stage, after, key }: Input,
  { workspaceId, userId }: Asker,
): Statement {
  switch (operation) {
    case 'Q1':
      return { name: 'q1', text: Q1, values: [workspaceId, customerId] };
    case 'Q2':
      // Its cursor is the row's key and then its name.
      return after == null
        ? { name: 'q2', text: q2(''), values: [workspaceId, stage] }
        : {
            name: 'q2a',
            text: q2('AND (sort_name, id) > ($3, $4::uuid)'),
            values: [workspaceId, stage, after.slice(36), after.slice(0, 36)],
          };
    case 'Q3':
      return { name: 'q3', text: Q3, values: [workspaceId] };
    case 'Q4': {
      const { channel, direction, subject, body } = logged;
      const now = new Date();
      const hash = createHash('sha256')
        .update(JSON.stringify([customerId, logged]))
        .digest();
      const values = [workspaceId, userId, key, hash, newId(), customerId];
      return { name: 'q4', text: Q4, values: [...values, channel, direction, subject, body, now] };
    }
  }
}

const Q1 = `
  SELECT row_to_json(r)::text FROM (SELECT row_to_json(x) customer FROM (
    SELECT c.id, c.name, c.email, c.phone, c.lifecycle_stage "lifecycleStage", c.last_interaction_at "lastInteractionAt",
      (SELECT row_to_json(o) FROM (SELECT o.id, o.name, o.country, o.industry FROM organizations o WHERE o.id = c.organization_id) o) organization,
      (SELECT row_to_json(u) FROM (SELECT u.id, u.name FROM users u WHERE u.id = c.owner_id) u) owner,
      (SELECT row_to_json(e) FROM (SELECT coalesce(json_agg(n), '[]') edges FROM (SELECT row_to_json(i) node FROM (
        SELECT i.id, i.channel, i.direction, i.subject, i.occurred_at "occurredAt",
          (SELECT row_to_json(a) FROM (SELECT a.name FROM users a WHERE a.id = i.agent_id) a) agent
        FROM interactions i WHERE i.workspace_id = $1 AND i.customer_id = c.id ORDER BY i.occurred_at DESC, i.id DESC LIMIT 10) i) n) e) interactions
    FROM customers c WHERE c.workspace_id = $1 AND c.id = $2) x) r`;

const q2 = (beyond: string) => `
  SELECT '{"customers":{"edges":[' || coalesce(string_agg('{"node":{"id":"' || c.id || '","name":' || to_json(c.name)
      || ',"email":' || coalesce(to_json(c.email)::text, 'null') || ',"lifecycleStage":"' || c.lifecycle_stage
      || '","lastInteractionAt":' || coalesce(to_json(c.last_interaction_at)::text, 'null')
      || ',"organization":' || coalesce('{"id":"' || o.id || '","name":' || to_json(o.name) || ',"country":' || coalesce(to_json(o.country)::text, 'null') || '}', 'null')
      || ',"interactions":{"edges":[' || coalesce(i.j, '') || ']}}}', ',' ORDER BY n) FILTER (WHERE n <= 50), '')
    || '],"pageInfo":{"hasNextPage":' || (count(*) > 50)::text
    || ',"endCursor":' || coalesce(to_json((array_agg(c.id || c.sort_name ORDER BY n) FILTER (WHERE n <= 50))[least(count(*), 50)])::text, 'null') || '}}}'
  FROM (
    SELECT row_number() OVER (ORDER BY sort_name, id) n, id, name, sort_name, email, lifecycle_stage, last_interaction_at, organization_id
    FROM customers WHERE workspace_id = $1 AND lifecycle_stage = $2::lifecycle_stage AND archived_at IS NULL ${beyond}
    ORDER BY sort_name, id LIMIT 51
  ) c
  LEFT JOIN organizations o ON o.id = c.organization_id,
  LATERAL (SELECT string_agg('{"node":{"id":"' || i.id || '","channel":"' || i.channel || '","subject":' || coalesce(to_json(i.subject)::text, 'null')
      || ',"occurredAt":' || to_json(i.occurred_at) || '}}', ',') j
    FROM (SELECT i.id, i.channel, i.subject, i.occurred_at FROM interactions i
      WHERE i.workspace_id = $1 AND i.customer_id = c.id ORDER BY i.occurred_at DESC, i.id DESC LIMIT 3) i) i`;

const Q3 = `
  SELECT '{"interactions":{"edges":[' || coalesce(string_agg('{"node":' || node::text || '}', ',' ORDER BY n) FILTER (WHERE n <= 50), '')
    || '],"pageInfo":{"hasNextPage":' || (count(*) > 50)::text
    || ',"endCursor":' || coalesce('"' || ((array_agg(id ORDER BY n) FILTER (WHERE n <= 50))[least(count(*), 50)])::text || '"', 'null') || '}}}'
  FROM (
    SELECT row_number() OVER (ORDER BY i.occurred_at DESC, i.id DESC) n, i.id, row_to_json(x) node
    FROM (SELECT id, channel, direction, subject, occurred_at, customer_id, agent_id FROM interactions
        WHERE workspace_id = $1 ORDER BY occurred_at DESC, id DESC LIMIT 51) i
      JOIN LATERAL (SELECT c.id, c.name FROM customers c WHERE c.id = i.customer_id) c ON true
      LEFT JOIN LATERAL (SELECT a.name FROM users a WHERE a.id = i.agent_id) a ON true,
      LATERAL (SELECT i.id, i.channel, i.direction, i.subject, i.occurred_at "occurredAt", row_to_json(c) customer,
        CASE WHEN i.agent_id IS NOT NULL THEN row_to_json(a) END agent) x
  ) r`;

// The same durable work as the command's: key, touch, interaction and event.
const Q4 = `
  WITH k AS (
    INSERT INTO idempotency_keys (workspace_id, actor_id, operation, key, input_hash, result_ids)
    VALUES ($1, $2, 'logInteraction', $3, $4, ARRAY[$5]) ON CONFLICT DO NOTHING RETURNING 1
  ), c AS (
    UPDATE customers c SET last_interaction_at = greatest(c.last_interaction_at, $11::timestamptz)
    FROM k WHERE c.workspace_id = $1 AND c.id = $6 RETURNING c.id, c.organization_id, c.owner_id, c.team_id, c.last_interaction_at
  ), i AS (
    INSERT INTO interactions (id, workspace_id, customer_id, organization_id, agent_id, channel, direction, subject, body, occurred_at, source)
    SELECT $5::uuid, $1, c.id, c.organization_id, $2, $7::channel, $8::direction, $9, $10, $11::timestamptz, 'api' FROM c
    RETURNING id, channel, subject, occurred_at
  ), e AS (
    INSERT INTO bench_outbox (workspace_id, name, subject_type, subject_id, customer_id, organization_id, owner_id, team_id, agent_id,
      channel, direction, changed_fields, payload, actor_kind, actor_id, occurred_at, recorded_at)
    SELECT $1, 'interaction.logged', 'Interaction', $5::uuid, c.id, c.organization_id, c.owner_id, c.team_id, $2, $7::channel,
      $8::direction, '{}', '{}', 'USER', $2, $11::timestamptz, $11::timestamptz FROM c
  )
  SELECT '{"logInteraction":{"id":"' || i.id || '","channel":"' || i.channel || '","subject":' || to_json(i.subject) || ',"occurredAt":' || to_json(i.occurred_at)
    || ',"customer":{"id":"' || c.id || '","lastInteractionAt":' || to_json(c.last_interaction_at) || '}}}' FROM i, c`;
