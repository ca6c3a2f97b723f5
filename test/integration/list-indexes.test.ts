import {
  getNamedType,
  type GraphQLInputObjectType,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../server/src/app/schema.ts';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { addMember } from '../support/members.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { watchStatements } from '../support/statements.ts';

const ROWS = 4_000;
const watch = watchStatements();
let server: TestServer;
let explainer: Client;

beforeAll(async () => {
  server = await bootServer({ database: watch.options });
  const { database } = server.services;
  const workspaceId = server.workspace.id;
  // Of every value that a filter asks for there are few rows, so that an index is worth asking.
  await database.$executeRaw`
    INSERT INTO users (id, email, name, password_hash)
    SELECT gen_random_uuid(), 'u' || n || '@many.example', 'User ' || n, '' FROM generate_series(1, ${ROWS}) n`;
  await database.$executeRaw`
    INSERT INTO memberships (workspace_id, user_id, role, created_at)
    SELECT ${workspaceId}::uuid, id, (CASE WHEN row_number() OVER () % 100 = 0 THEN 'ADMIN' ELSE 'AGENT' END)::role,
      now() - row_number() OVER () * interval '1 hour'
    FROM users WHERE email LIKE '%@many.example'`;
  await database.$executeRaw`
    INSERT INTO teams (id, workspace_id, name, created_at, archived_at)
    SELECT gen_random_uuid(), ${workspaceId}::uuid, 'Team ' || n, now() - n * interval '1 hour', CASE WHEN n % 100 = 0 THEN now() END
    FROM generate_series(1, ${ROWS}) n`;
  await database.$executeRaw`
    UPDATE memberships m SET team_id = t.id, suspended_at = CASE WHEN n % 100 = 0 THEN now() END
    FROM (SELECT id, row_number() OVER () AS n FROM teams) t
    JOIN (SELECT user_id, row_number() OVER () AS n FROM memberships) u USING (n)
    WHERE m.user_id = u.user_id AND m.role <> 'OWNER'`;
  await database.$executeRaw`
    INSERT INTO invitations (id, workspace_id, email, role, secret_hash, created_at, expires_at, revoked_at)
    SELECT gen_random_uuid(), ${workspaceId}::uuid, 'i' || n || '@many.example', 'AGENT', n::text::bytea,
      now() - n * interval '1 hour', now(), CASE WHEN n % 100 > 0 THEN now() END
    FROM generate_series(1, ${ROWS}) n`;
  await database.$executeRaw`
    INSERT INTO organizations (id, workspace_id, name, domain, industry, country, size, external_id, tags, created_at, updated_at, archived_at)
    SELECT gen_random_uuid(), ${workspaceId}::uuid, 'Firm ' || md5(n::text), 'd' || n || '.example', 'Industry ' || n % 100,
      chr(65 + n % 20) || chr(65 + n % 26), n, 'o' || n, ARRAY['t' || n % 200],
      now() - n * interval '1 hour', now() - n * interval '1 hour', CASE WHEN n % 100 = 0 THEN now() END
    FROM generate_series(1, ${ROWS}) n`;
  await database.$executeRaw`
    UPDATE organizations o SET parent_id = p.id FROM (SELECT id FROM organizations LIMIT 1) p
    WHERE o.size % 100 = 1 AND o.id <> p.id`;
  await database.$executeRaw`
    INSERT INTO customers (id, workspace_id, name, phone, external_id, lifecycle_stage, tags, owner_id, team_id, organization_id,
      created_at, updated_at, last_interaction_at, archived_at)
    SELECT gen_random_uuid(), ${workspaceId}::uuid, 'Person ' || md5(n::text), '+3120' || 1000000 + n, 'c' || n,
      (CASE WHEN n % 100 = 0 THEN 'CHAMPION' ELSE 'LEAD' END)::lifecycle_stage, ARRAY['t' || n % 200], u.user_id, t.id, o.id,
      now() - n * interval '1 hour', now() - n * interval '1 hour', now() - n * interval '1 hour',
      CASE WHEN n % 100 = 0 THEN now() END
    FROM (SELECT id, row_number() OVER () AS n FROM organizations) o
    JOIN (SELECT user_id, row_number() OVER () AS n FROM memberships) u USING (n)
    JOIN (SELECT id, row_number() OVER () AS m FROM teams) t ON t.m = n % 100 + 1`;
  await database.$executeRaw`
    INSERT INTO interactions (id, workspace_id, customer_id, organization_id, agent_id, channel, direction, source, external_id, occurred_at, created_at)
    SELECT gen_random_uuid(), workspace_id, id, organization_id, owner_id,
      (CASE WHEN n % 100 = 0 THEN 'CALL' ELSE 'WEB' END)::channel, (CASE WHEN n % 100 = 0 THEN 'INBOUND' ELSE 'OUTBOUND' END)::direction,
      's' || n % 100, 'i' || n, now() - n * interval '1 hour', now() - n * interval '1 hour'
    FROM (SELECT *, row_number() OVER () AS n FROM customers) c`;
  await database.$executeRaw`ANALYZE`;
  explainer = new Client({ connectionString: server.databaseUrl });
  await explainer.connect();
  await explainer.query('SET enable_seqscan = off');
});

afterAll(async () => {
  await explainer.end();
  await server.stop();
});

/** Every list at the root, by its connection's arguments. */
const lists = Object.values(schema.getQueryType()!.getFields())
  .filter((field) => {
    const type = getNamedType(field.type);
    return isObjectType(type) && type.name.endsWith('Connection');
  })
  .map((field) => {
    const typeOf = (arg: string) =>
      getNamedType(field.args.find(({ name }) => name === arg)!.type) as GraphQLInputObjectType;
    const orderField = getNamedType(typeOf('orderBy').getFields().field!.type);
    const orders = isEnumType(orderField) ? orderField.getValues().map(({ name }) => name) : [];
    return { name: field.name, filter: typeOf('filter'), orders };
  });

/** The plan, as text, of the statement that a query's list ran. */
async function planOf(
  query: string,
  variables: object,
  which: RegExp,
  token?: string,
): Promise<string> {
  const statements = await watch.during(async () => {
    const { errors } = await server.graphql(query, variables as Record<string, unknown>, token);
    expect(errors).toBeUndefined();
  });
  const statement = statements.find(({ query: sql }) => which.test(sql))!;
  const { rows } = await explainer.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN ${statement.query}`,
    JSON.parse(statement.params) as unknown[],
  );
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const PAGE = /\bLIMIT \d/;
const COUNT = /count\(\*\)/;

describe('an order that is offered is read from an index', () => {
  const cases = lists.flatMap(({ name, orders }) =>
    orders.flatMap((field) =>
      ['ASC', 'DESC'].map((direction) => [name, field, direction] as const),
    ),
  );

  test.for(cases)('%s by %s %s', async ([list, field, direction]) => {
    const query = `query ($after: String) { ${list}(first: 20, after: $after, orderBy: [{ field: ${field}, direction: ${direction} }]) {
      nodes { id } pageInfo { endCursor } } }`;
    const { data } =
      await server.graphql<Record<string, { pageInfo: { endCursor: string } }>>(query);

    for (const after of [null, data[list]!.pageInfo.endCursor]) {
      const plan = await planOf(query, { after }, PAGE);
      // A page's rows are put in order again once they are read; the table's never are.
      expect(plan).not.toMatch(/Sort Key: (?!t\d+\.n__)|Seq Scan/);
    }
  });
});

describe('a filter that is offered is read from an index', () => {
  const samples: Record<string, (list: string, field: string) => Promise<unknown>> = {
    IDFilter: async (list, field) => ({ eq: await referredBy(list, field) }),
    StringFilter: async (list, field) => ({ eq: await valueIn(list, field) }),
    LifecycleStageFilter: async () => ({ eq: 'CHAMPION' }),
    RoleFilter: async () => ({ eq: 'ADMIN' }),
    ChannelFilter: async () => ({ eq: 'CALL' }),
    DirectionFilter: async () => ({ eq: 'INBOUND' }),
    DateTimeFilter: async () => ({ gte: new Date(Date.now() - 30 * 3_600_000).toISOString() }),
    IntFilter: async () => ({ gte: ROWS - 30 }),
    TagsFilter: async () => ({ hasSome: ['t7'] }),
    Boolean: async () => true,
  };
  const cases = lists.flatMap(({ name, filter }) =>
    Object.values(filter.getFields())
      .filter((field) => !['and', 'or', 'not'].includes(field.name))
      .map((field) => [name, field.name, getNamedType(field.type).name] as const),
  );

  test.for(cases)('%s by %s', async ([list, field, type]) => {
    const sample = samples[type];
    expect(sample, `What is a value of ${type} that few rows have?`).toBeDefined();
    const filter = { [field]: await sample!(list, field) };
    const query = `query ($filter: ${filterName(list)}) { ${list}(first: 1, filter: $filter) { totalCount } }`;

    const plan = await planOf(query, { filter }, COUNT);

    const column = columnOf(list, field);
    expect(plan).toMatch(
      new RegExp(
        `Index Cond: .*\\b${column}\\b|(using|on) \\w*(archived|suspended)_idx|(using|on) invitations_open_key`,
      ),
    );
    expect(plan).not.toContain('Seq Scan');
  });

  test.for(['customers', 'organizations'])('%s by words', async (list) => {
    const query = `{ ${list}(search: "7af") { totalCount } }`;

    const plan = await planOf(query, {}, COUNT);

    expect(plan).toMatch(/search_vector_idx/);
    expect(plan).not.toContain('Seq Scan');
  });
});

const filterName = (list: string) => lists.find(({ name }) => name === list)!.filter.name;

const tableOf = (list: string) => (list === 'users' ? 'memberships' : list);

const columnOf = (list: string, field: string) =>
  list === 'users' && field === 'id'
    ? 'user_id'
    : field.replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

async function valueIn(list: string, field: string): Promise<string> {
  const column = columnOf(list, field);
  const { rows } = await explainer.query<{ value: string }>(
    `SELECT ${column}::text AS value FROM ${tableOf(list)} WHERE ${column} IS NOT NULL LIMIT 1`,
  );
  return rows[0]!.value;
}

async function referredBy(list: string, field: string): Promise<string> {
  const types: Record<string, string> = {
    customerId: 'Customer',
    organizationId: 'Organization',
    parentId: 'Organization',
    ownerId: 'User',
    agentId: 'User',
    teamId: 'Team',
    id: {
      customers: 'Customer',
      organizations: 'Organization',
      interactions: 'Interaction',
      invitations: 'Invitation',
      teams: 'Team',
      users: 'User',
    }[list]!,
  };
  return globalId(types[field]!, await valueIn(list, field));
}

describe('what a scope leaves is read from an index', () => {
  const scopes = [
    ['TEAM', 'customers', /customers_team_idx/],
    ['OWN', 'customers', /customers_owner_idx/],
    ['TEAM', 'interactions', /customers_(team_idx|workspace_id_id_key|pkey)/],
    ['OWN', 'interactions', /customers_owner_idx/],
  ] as const;

  test.for(scopes)('%s: %s', async ([scope, list, index]) => {
    const { database } = server.services;
    const customer = await database.customer.findFirstOrThrow({
      where: { workspaceId: server.workspace.id, teamId: { not: null } },
    });
    const { token } = await addMember(server, server.workspace.id, {
      scope,
      teamId: customer.teamId,
    });

    const page = await planOf(`{ ${list}(first: 20) { nodes { id } } }`, {}, PAGE, token);
    const count = await planOf(`{ ${list}(first: 1) { totalCount } }`, {}, COUNT, token);

    for (const plan of [page, count]) {
      expect(plan).toMatch(index);
      expect(plan).not.toContain('Seq Scan');
    }
  });

  test.for(['customers', 'interactions'])('all %s cost no condition', async (list) => {
    const statements = await watch.during(() =>
      server.graphql(`{ ${list}(first: 1) { totalCount nodes { id } } }`),
    );

    const ours = statements
      .map(({ query }) => query)
      .filter((sql) => PAGE.test(sql) || COUNT.test(sql));
    expect(ours).toHaveLength(1);
    // Behind it stands what the asker may see, for the session.
    for (const sql of ours)
      expect(sql.split('(SELECT ROW(')[0]).not.toMatch(/team_id|owner_id|EXISTS/);
  });
});

test('the lists were found', () => {
  expect(lists.map(({ name }) => name).sort()).toEqual([
    'customers',
    'interactions',
    'invitations',
    'organizations',
    'teams',
    'users',
  ]);
  for (const { filter } of lists) expect(isInputObjectType(filter)).toBe(true);
});
