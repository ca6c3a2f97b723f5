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
  SELECT '{"customer":{"id":"' || c.id || '","name":' || to_json(c.name) || ',"email":' || coalesce(to_json(c.email)::text, 'null')
    || ',"phone":' || coalesce(to_json(c.phone)::text, 'null') || ',"lifecycleStage":"' || c.lifecycle_stage
    || '","lastInteractionAt":' || coalesce(to_json(c.last_interaction_at)::text, 'null')
    || ',"organization":' || coalesce((
      SELECT '{"id":"' || o.id || '","name":' || to_json(o.name) || ',"country":' || coalesce(to_json(o.country)::text, 'null')
        || ',"industry":' || coalesce(to_json(o.industry)::text, 'null') || '}' FROM organizations o WHERE o.id = c.organization_id), 'null')
    || ',"owner":' || coalesce((SELECT '{"id":"' || u.id || '","name":' || to_json(u.name) || '}' FROM users u WHERE u.id = c.owner_id), 'null')
    || ',"interactions":{"edges":[' || coalesce((
      SELECT string_agg('{"node":{"id":"' || i.id || '","channel":"' || i.channel || '","direction":"' || i.direction
        || '","subject":' || coalesce(to_json(i.subject)::text, 'null') || ',"occurredAt":' || to_json(i.occurred_at)
        || ',"agent":' || coalesce('{"name":' || to_json(a.name) || '}', 'null') || '}}', ',')
      FROM (SELECT * FROM interactions i WHERE i.workspace_id = $1 AND i.customer_id = c.id ORDER BY i.occurred_at DESC, i.id DESC LIMIT 10) i
      LEFT JOIN users a ON a.id = i.agent_id), '') || ']}}}'
  FROM customers c WHERE c.workspace_id = $1 AND c.id = $2`;

const q2 = (beyond: string) => `
  SELECT '{"customers":{"edges":[' || coalesce(string_agg('{"node":{"id":"' || c.id || '","name":' || to_json(c.name)
      || ',"email":' || coalesce(to_json(c.email)::text, 'null') || ',"lifecycleStage":"' || c.lifecycle_stage
      || '","lastInteractionAt":' || coalesce(to_json(c.last_interaction_at)::text, 'null')
      || ',"organization":' || coalesce('{"id":"' || o.id || '","name":' || to_json(o.name) || ',"country":' || coalesce(to_json(o.country)::text, 'null') || '}', 'null')
      || ',"interactions":{"edges":[' || coalesce(i.j, '') || ']}}}', ',' ORDER BY n) FILTER (WHERE n <= 50), '')
    || '],"pageInfo":{"hasNextPage":' || (count(*) > 50)::text
    || ',"endCursor":' || coalesce(to_json(substr(max((n + 10) || c.id::text || c.sort_name) FILTER (WHERE n <= 50), 3))::text, 'null') || '}}}'
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
  SELECT '{"interactions":{"edges":[' || coalesce(string_agg('{"node":{"id":"' || i.id || '","channel":"' || i.channel
      || '","direction":"' || i.direction || '","subject":' || coalesce(to_json(i.subject)::text, 'null') || ',"occurredAt":' || to_json(i.occurred_at)
      || ',"customer":{"id":"' || c.id || '","name":' || to_json(c.name) || '},"agent":' || coalesce('{"name":' || to_json(a.name) || '}', 'null')
      || '}}', ',' ORDER BY n) FILTER (WHERE n <= 50), '')
    || '],"pageInfo":{"hasNextPage":' || (count(*) > 50)::text
    || ',"endCursor":' || coalesce('"' || substr(max((n + 10) || i.id::text) FILTER (WHERE n <= 50), 3) || '"', 'null') || '}}}'
  FROM (
    SELECT row_number() OVER (ORDER BY occurred_at DESC, id DESC) n, id, channel, direction, subject, occurred_at, customer_id, agent_id
    FROM interactions WHERE workspace_id = $1 ORDER BY occurred_at DESC, id DESC LIMIT 51
  ) i
  JOIN customers c ON c.id = i.customer_id
  LEFT JOIN users a ON a.id = i.agent_id`;

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
