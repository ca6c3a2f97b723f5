import type { ClientBase } from 'pg';
import type { StaffMember } from './staff.ts';
import * as words from './words.ts';

/** How much is planned, from which seed, for whom. */
export interface BulkPlan {
  readonly workspaceId: string;
  readonly customers: number;
  readonly interactions: number;
  /** The same seed plans the same. A whole number. */
  readonly seed: number;
  /** When the told year ends. */
  readonly end: Date;
  readonly staff: readonly StaffMember[];
}

/**
 * How uneven the interactions are: the most talkative `x` of the customers have `x ** SKEW` of them.
 * So of 20,000 customers with 400,000 the first has some 20,590, and half have 10 or fewer.
 */
const SKEW = 0.29957;
/** Everybody whose number is divisible by it has none; the one before has theirs as well. */
const SILENT = 50;
const CUSTOMERS_PER_ORGANIZATION = 10;
/** Of the told year: up to when organisations, and then their customers, come into the record. */
const ORGANIZATIONS_BY = 0.6;
const CUSTOMERS_BY = 0.85;
const YEAR_MS = 365 * 24 * 3_600_000;
/** How long after it happened an interaction is written down, at most. */
const LATEST_NOTE_MS = 3 * 3_600_000;

/**
 * Works out who comes into the record and what happens when, into temporary tables of the
 * transaction: the narrow rows `bulk_organizations`, `bulk_customers`, `bulk_interactions`, each in
 * the order of its times, and `bulk_regions` with words. Needs a transaction.
 */
export async function makePlan(client: ClientBase, plan: BulkPlan): Promise<void> {
  const { workspaceId, customers, interactions, seed, staff } = plan;
  if (!Number.isSafeInteger(seed)) throw new Error('A seed is a whole number.');
  const endMs = plan.end.getTime();
  const startMs = endMs - YEAR_MS;
  const organizations = Math.ceil(customers / CUSTOMERS_PER_ORGANIZATION);
  await client.query(functions(seed));
  await client.query(TABLES);
  await client.query(
    'INSERT INTO bulk_regions SELECT * FROM jsonb_populate_recordset(NULL::bulk_regions, $1)',
    [JSON.stringify(words.regionWords.map((region, index) => ({ ...region, index })))],
  );
  await client.query(
    'INSERT INTO bulk_staff SELECT * FROM unnest($1::int[], $2::uuid[], $3::uuid[])',
    [
      staff.map((_, index) => index),
      staff.map(({ userId }) => userId),
      staff.map(({ teamId }) => teamId),
    ],
  );
  await client.query(PLAN_ORGANIZATIONS, [
    workspaceId,
    organizations,
    startMs,
    (endMs - startMs) * ORGANIZATIONS_BY,
    words.regionWords.length,
  ]);
  await client.query(PLAN_CUSTOMERS, [
    workspaceId,
    customers,
    startMs,
    startMs + (endMs - startMs) * CUSTOMERS_BY,
    words.regionWords.length,
    organizations,
    staff.length,
  ]);
  await client.query('ANALYZE bulk_customers');
  await client.query(PLAN_INTERACTIONS, [
    workspaceId,
    interactions,
    customers,
    1 / SKEW,
    SILENT,
    endMs,
    words.channels,
    staff.length,
    LATEST_NOTE_MS,
  ]);
  await client.query('ANALYZE bulk_interactions');
}

/**
 * `fraction` is a number from 0 up to 1 that follows from the seed, a row's number and what it is
 * asked for; `id_at` a UUID of version 7 with that time. Both live as long as the connection.
 */
function functions(seed: number): string {
  return `
    CREATE OR REPLACE FUNCTION pg_temp.fraction(n bigint, what int) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
      SELECT (hashint8extended(n, ${seed}::bigint * 1000 + what) & 9007199254740991)::float8 / 9007199254740992 $$;
    CREATE OR REPLACE FUNCTION pg_temp.pick(choices text[], f float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
      SELECT choices[1 + floor(f * cardinality(choices))::int] $$;
    CREATE OR REPLACE FUNCTION pg_temp.at(ms float8) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
      SELECT timestamptz '1970-01-01Z' + floor(ms) * interval '1 ms' $$;
    CREATE OR REPLACE FUNCTION pg_temp.id_at(at timestamptz, key text) RETURNS uuid LANGUAGE sql STABLE AS $$
      SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(digest, 1, 3)
        || translate(substr(digest, 4, 1), '0123456789abcdef', '89ab89ab89ab89ab') || substr(digest, 5, 15))::uuid
      FROM (SELECT md5('${seed} ' || key) AS digest) d $$;`;
}

const TABLES = `
  CREATE TEMP TABLE bulk_regions (index int, country text, locale text, time_zones text[], given text[], family text[],
    given_slugs text[], family_slugs text[], job_titles text[], phone_starts text[], phone_digits int[]) ON COMMIT DROP;
  CREATE TEMP TABLE bulk_staff (index int, user_id uuid, team_id uuid) ON COMMIT DROP;
  CREATE TEMP TABLE bulk_organizations (n bigint PRIMARY KEY, id uuid, created_at timestamptz(3), region int) ON COMMIT DROP;
  CREATE TEMP TABLE bulk_customers (n bigint PRIMARY KEY, id uuid, created_at timestamptz(3), region int,
    organization_id uuid, owner_id uuid, team_id uuid) ON COMMIT DROP;
  CREATE TEMP TABLE bulk_interactions (n bigint, id uuid, created_at timestamptz(3), occurred_at timestamptz(3),
    customer_id uuid, organization_id uuid, owner_id uuid, team_id uuid, agent_id uuid, channel channel, direction direction)
    ON COMMIT DROP;`;

// Each after the one before it, so that a parent, which has a lower number, is older.
const PLAN_ORGANIZATIONS = `
  INSERT INTO bulk_organizations
  SELECT n, pg_temp.id_at(at, $1::uuid || ' organization ' || n), at, floor(pg_temp.fraction(n, 11) * $5::int)
  FROM (SELECT n, pg_temp.at($3::float8 + (n - 1 + pg_temp.fraction(n, 10)) / $2::int * $4::float8) AS at
    FROM generate_series(1, $2::int) n) o`;

// Nine in ten belong to an organisation and come later than it; one in twenty has no owner.
const PLAN_CUSTOMERS = `
  INSERT INTO bulk_customers
  SELECT n, pg_temp.id_at(at, $1::uuid || ' customer ' || n), at, region, organization_id, user_id, team_id
  FROM (
    SELECT c.n, o.id AS organization_id, s.user_id, s.team_id,
      coalesce(o.region, floor(pg_temp.fraction(c.n, 21) * $5::int)) AS region,
      pg_temp.at(first + pg_temp.fraction(c.n, 20) * ($4::float8 - first)) AS at
    FROM (
      SELECT n, CASE WHEN pg_temp.fraction(n, 22) < 0.9
        THEN 1 + floor(pg_temp.fraction(n, 23) * $6::int)::bigint END AS organization_n,
        CASE WHEN pg_temp.fraction(n, 24) < 0.95 THEN floor(pg_temp.fraction(n, 25) * $7::int)::int END AS owner
      FROM generate_series(1, $2::int) n
    ) c
    LEFT JOIN bulk_organizations o ON o.n = c.organization_n
    LEFT JOIN bulk_staff s ON s.index = c.owner,
    LATERAL (SELECT coalesce(extract(epoch FROM o.created_at) * 1000 + 1, $3)::float8 AS first) f
  ) c ORDER BY at, n`;

// What people do is logged for them; the web site, orders and campaigns act by themselves.
const PLAN_INTERACTIONS = `
  INSERT INTO bulk_interactions
  SELECT i.n, pg_temp.id_at(at, $1::uuid || ' interaction ' || i.n), at,
    at - CASE WHEN pg_temp.fraction(i.n, 31) < 0.4 THEN interval '0'
      ELSE floor(pg_temp.fraction(i.n, 32) * $9::float8) * interval '1 ms' END,
    c.id, c.organization_id, c.owner_id, c.team_id,
    CASE WHEN channel NOT IN ('WEB', 'ORDER', 'CAMPAIGN')
      THEN CASE WHEN pg_temp.fraction(i.n, 33) < 0.7 THEN coalesce(c.owner_id, s.user_id) ELSE s.user_id END END,
    channel::channel,
    CASE WHEN channel = 'NOTE' THEN 'INTERNAL' WHEN channel IN ('WEB', 'ORDER', 'TICKET') THEN 'INBOUND'
      WHEN channel = 'CAMPAIGN' OR pg_temp.fraction(i.n, 34) < 0.45 THEN 'OUTBOUND' ELSE 'INBOUND' END::direction
  FROM (
    SELECT n, rank - (rank % $5::int = 0)::int AS customer_n, pg_temp.pick($7::text[], pg_temp.fraction(n, 30)) AS channel,
      floor(pg_temp.fraction(n, 35) * $8::int)::int AS other
    FROM (SELECT n, least(greatest(ceil($3::int * (n::float8 / $2::int) ^ $4::float8), 1), $3::int)::bigint AS rank
      FROM generate_series(1, $2::int) n) r
  ) i
  JOIN bulk_customers c ON c.n = i.customer_n
  JOIN bulk_staff s ON s.index = i.other,
  LATERAL (SELECT extract(epoch FROM c.created_at)::float8 * 1000 + 1 AS first) f,
  LATERAL (SELECT pg_temp.at(first + pg_temp.fraction(i.n, 36) * ($6::float8 - first)) AS at) t
  ORDER BY at, i.n`;
