import type { ClientBase } from 'pg';
import * as words from './words.ts';

/** What `Interaction.source` says of all that a bulk seed told. */
export const BULK_SOURCE = 'bulk';

/** Writes the planned rows as the commands would have, each kind in the order of its times. */
export async function writeRows(client: ClientBase, workspaceId: string): Promise<void> {
  const { trades } = words;
  await client.query(WRITE_ORGANIZATIONS, [
    workspaceId,
    trades.endings,
    trades.industries,
    words.organizationTags,
  ]);
  await client.query(WRITE_CUSTOMERS, [workspaceId, words.stages, words.customerTags]);
  await client.query(WRITE_INTERACTIONS, [
    workspaceId,
    words.subjects,
    words.sentences,
    BULK_SOURCE,
  ]);
}

/**
 * Tells of the planned rows in the event log, behind its head, in the order in which they were
 * written down, and moves the head: what the commands' outbox and the sequencer would have come to.
 * Locks the head until the transaction ends; writers do not wait for that. Answers with the number
 * of events.
 */
export async function writeEvents(client: ClientBase, workspaceId: string): Promise<number> {
  const { rows } = await client.query<{ seq: string }>('SELECT seq FROM feed_head FOR UPDATE');
  const head = rows[0]!.seq;
  await client.query(MAKE_PARTITIONS, [head]);
  const { rowCount } = await client.query(WRITE_EVENTS, [workspaceId, head]);
  await client.query('UPDATE feed_head SET seq = seq + $1', [rowCount]);
  return rowCount ?? 0;
}

const WRITE_ORGANIZATIONS = `
  INSERT INTO organizations (id, workspace_id, name, domain, industry, size, country, parent_id, tags, external_id,
    created_at, updated_at)
  SELECT o.id, $1::uuid, w.family || ' ' || ending, family_slug || '-' || lower(ending) || '-' || o.n || '.example',
    ($3::text[])[1 + trade], floor(exp(pg_temp.fraction(o.n, 13) * 9)), r.country, parent.id,
    CASE WHEN pg_temp.fraction(o.n, 14) < 0.4 THEN ARRAY[pg_temp.pick($4::text[], pg_temp.fraction(o.n, 15))] ELSE '{}' END,
    'bulk-organization-' || o.n, o.created_at, o.created_at
  FROM bulk_organizations o
  JOIN bulk_regions r ON r.index = o.region
  LEFT JOIN bulk_organizations parent
    ON pg_temp.fraction(o.n, 16) < 0.1 AND parent.n = floor(pg_temp.fraction(o.n, 17) * o.n)::bigint,
  LATERAL (SELECT floor(pg_temp.fraction(o.n, 12) * cardinality($2::text[]))::int AS trade, pg_temp.fraction(o.n, 18) AS who) f,
  LATERAL (SELECT ($2::text[])[1 + trade] AS ending, pg_temp.pick(r.family, who) AS family,
    pg_temp.pick(r.family_slugs, who) AS family_slug) w
  ORDER BY o.n`;

// The last interaction is one that the commands would have left here, row by row.
const WRITE_CUSTOMERS = `
  INSERT INTO customers (id, workspace_id, name, given_name, family_name, email, other_emails, phone, lifecycle_stage,
    owner_id, team_id, organization_id, job_title, time_zone, locale, tags, external_id, last_interaction_at,
    created_at, updated_at)
  SELECT c.id, $1::uuid, w.given || ' ' || w.family, w.given, w.family,
    CASE WHEN pg_temp.fraction(c.n, 40) < 0.95 THEN mailbox || '@' || coalesce(o.domain, 'mailbox.example') END,
    CASE WHEN pg_temp.fraction(c.n, 41) < 0.06 THEN ARRAY[mailbox || '@home.example'] ELSE '{}' END,
    CASE WHEN pg_temp.fraction(c.n, 42) < 0.7 THEN r.phone_starts[phone] ||
      lpad(floor(pg_temp.fraction(c.n, 43) * 10 ^ r.phone_digits[phone])::text, r.phone_digits[phone], '0') END,
    pg_temp.pick($2::text[], pg_temp.fraction(c.n, 44))::lifecycle_stage, c.owner_id, c.team_id, c.organization_id,
    CASE WHEN c.organization_id IS NOT NULL THEN pg_temp.pick(r.job_titles, pg_temp.fraction(c.n, 45)) END,
    pg_temp.pick(r.time_zones, pg_temp.fraction(c.n, 46)), r.locale,
    (SELECT coalesce(array_agg(DISTINCT tag), '{}') FROM (
      SELECT pg_temp.pick($3::text[], pg_temp.fraction(c.n, 48 + k)) AS tag
      FROM generate_series(1, floor(pg_temp.fraction(c.n, 47) * 4)::int) k) t),
    'bulk-customer-' || c.n, last.at, c.created_at, c.created_at
  FROM bulk_customers c
  JOIN bulk_regions r ON r.index = c.region
  LEFT JOIN organizations o ON o.id = c.organization_id
  LEFT JOIN (SELECT customer_id, max(occurred_at) AS at FROM bulk_interactions GROUP BY customer_id) last ON last.customer_id = c.id,
  LATERAL (SELECT pg_temp.fraction(c.n, 52) AS who, pg_temp.fraction(c.n, 53) AS whose,
    1 + floor(pg_temp.fraction(c.n, 54) * cardinality(r.phone_starts))::int AS phone) f,
  LATERAL (SELECT pg_temp.pick(r.given, who) AS given, pg_temp.pick(r.family, whose) AS family,
    pg_temp.pick(r.given_slugs, who) || '.' || pg_temp.pick(r.family_slugs, whose) || '.' || c.n AS mailbox) w
  ORDER BY c.created_at, c.n`;

const WRITE_INTERACTIONS = `
  INSERT INTO interactions (id, workspace_id, customer_id, organization_id, agent_id, channel, direction, subject, body,
    occurred_at, duration_seconds, source, created_at, updated_at)
  SELECT i.id, $1::uuid, i.customer_id, i.organization_id, i.agent_id, i.channel, i.direction,
    CASE WHEN i.channel NOT IN ('SMS', 'CHAT') THEN pg_temp.pick($2::text[], pg_temp.fraction(i.n, 60)) || ' ' || i.n END,
    CASE WHEN pg_temp.fraction(i.n, 61) < 0.8 THEN pg_temp.pick($3::text[], pg_temp.fraction(i.n, 62)) || ' ' ||
      pg_temp.pick($3::text[], pg_temp.fraction(i.n, 63)) || ' ' || pg_temp.pick($3::text[], pg_temp.fraction(i.n, 64)) END,
    i.occurred_at,
    CASE WHEN i.channel IN ('CALL', 'MEETING') THEN 30 + floor(pg_temp.fraction(i.n, 65) ^ 3 * 3600)::int END,
    $4, i.created_at, i.created_at
  FROM bulk_interactions i`;

// Of the head's own partition and the next, the sequencer has taken care.
const MAKE_PARTITIONS = `
  SELECT ensure_event_log_partitions(seq)
  FROM (SELECT (SELECT count(*) FROM bulk_organizations) + (SELECT count(*) FROM bulk_customers)
    + (SELECT count(*) FROM bulk_interactions) AS events) e,
  LATERAL generate_series($1::bigint, $1::bigint + events, 1000000) AS seq`;

const WRITE_EVENTS = `
  INSERT INTO event_log (seq, workspace_id, name, subject_type, subject_id, is_gone, customer_id, organization_id, owner_id,
    team_id, agent_id, channel, direction, changed_fields, payload, actor_kind, occurred_at, recorded_at)
  SELECT $2::bigint + row_number() OVER (ORDER BY recorded_at, rank, subject_id), $1::uuid, name, subject_type, subject_id,
    false, customer_id, organization_id, owner_id, team_id, agent_id, channel, direction, '{}', '{}', 'SYSTEM', occurred_at,
    recorded_at
  FROM (
    SELECT 1 AS rank, 'organization.created' AS name, 'Organization' AS subject_type, id AS subject_id, NULL::uuid AS customer_id,
      id AS organization_id, NULL::uuid AS owner_id, NULL::uuid AS team_id, NULL::uuid AS agent_id, NULL::channel AS channel,
      NULL::direction AS direction, created_at AS occurred_at, created_at AS recorded_at
    FROM bulk_organizations
    UNION ALL
    SELECT 2, 'customer.created', 'Customer', id, id, organization_id, owner_id, team_id, NULL, NULL, NULL, created_at, created_at
    FROM bulk_customers
    UNION ALL
    SELECT 3, 'interaction.logged', 'Interaction', id, customer_id, organization_id, owner_id, team_id, agent_id, channel,
      direction, occurred_at, created_at
    FROM bulk_interactions
  ) told`;
