import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { newId } from '../../server/src/kernel/ids.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { rowsRead, watchStatements } from '../support/statements.ts';

const MANY = 20_000;
const CUSTOMERS = 60;
const AGENTS = 4;
// Of a handful of rows PostgreSQL rightly reads all rather than ask an index.
const COLLEAGUES = 400;
const FIRMS = 400;

const customerPage = `query ($id: ID!) {
  customer(by: { id: $id }) {
    id name email phone lifecycleStage tags version lastInteractionAt
    owner { id name }
    organization { id name domain country }
    interactions(first: 10) {
      edges { cursor node { id channel direction subject body occurredAt agent { id name } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const customerList = `query ($first: Int!) {
  customers(first: $first) {
    nodes {
      id name
      organization { id name }
      interactions(first: 3) { nodes { id subject occurredAt agent { name } } }
    }
  }
}`;

const watch = watchStatements();
let server: TestServer;
let busy: string;
let quiet: string;

beforeAll(async () => {
  server = await bootServer({ database: watch.options });
  const { database } = server.services;
  const workspaceId = server.workspace.id;
  const people = Array.from({ length: COLLEAGUES }, (_, n) => ({
    id: newId(),
    name: `Agent ${n}`,
  }));
  await database.user.createMany({
    data: people.map((user) => ({ ...user, email: `${user.id}@a.example`, passwordHash: '' })),
  });
  await database.membership.createMany({
    data: people.map(({ id: userId }) => ({ workspaceId, userId, role: 'AGENT' })),
  });
  const organizations = Array.from({ length: FIRMS }, (_, n) => ({
    id: newId(),
    name: `Firm ${n}`,
  }));
  await database.organization.createMany({
    data: organizations.map((row) => ({ ...row, workspaceId })),
  });
  const customers = Array.from({ length: CUSTOMERS }, (_, n) => ({
    id: newId(),
    name: `Person ${String(n).padStart(3, '0')}`,
    workspaceId,
    organizationId: organizations[n % 20]!.id,
    ownerId: people[n % AGENTS]!.id,
  }));
  await database.customer.createMany({ data: customers });
  [busy, quiet] = [customers[0]!.id, customers[1]!.id];
  const agents = people.slice(0, AGENTS).map(({ id }) => id);
  const log = (customerId: string, count: number) => database.$executeRaw`
    INSERT INTO interactions (id, workspace_id, customer_id, organization_id, agent_id, channel, direction, subject, occurred_at)
    SELECT gen_random_uuid(), ${workspaceId}::uuid, c.id, c.organization_id,
      (${agents}::uuid[])[1 + n % ${AGENTS}], 'CALL', 'INBOUND', 'Call ' || n, now() - n * interval '7 minutes'
    FROM customers c, generate_series(1, ${count}) n WHERE c.id = ${customerId}::uuid`;
  for (const { id } of customers) await log(id, id === busy ? MANY : 12);
  await database.$executeRaw`ANALYZE`;
});

afterAll(() => server.stop());

/** How many rows an answer shows: its objects that have an id, each once. */
function rowsShown(answer: unknown): number {
  const ids = new Set<string>();
  JSON.stringify(answer, (key, value: unknown) => {
    if (key === 'id') ids.add(value as string);
    return value;
  });
  return ids.size;
}

async function pageOf(customerId: string) {
  const variables = { id: globalId('Customer', customerId) };
  let answer: Awaited<ReturnType<TestServer['graphql']>> | undefined;
  const statements = await watch.during(async () => {
    answer = await server.graphql(customerPage, variables);
  });
  expect(answer!.errors).toBeUndefined();
  return { statements, shown: rowsShown(answer!.data) };
}

describe('the customer page', () => {
  test('runs as many statements for a customer with 20,000 interactions as for one with 12', async () => {
    // Who asks is remembered from the first time on.
    await pageOf(quiet);

    const forQuiet = await pageOf(quiet);
    const forBusy = await pageOf(busy);

    expect(forBusy.statements.length).toBe(forQuiet.statements.length);
    expect(forBusy.statements.length).toBeLessThanOrEqual(10);
    expect(forBusy.shown).toBe(1 + 1 + 10 + AGENTS);
  });

  test('reads at most three times the rows that it shows', async () => {
    const { statements, shown } = await pageOf(busy);

    const read = await rowsRead(server.databaseUrl, statements);

    expect(read).toBeGreaterThanOrEqual(shown);
    expect(read).toBeLessThanOrEqual(3 * shown);
  });
});

describe('a list of customers with their organisations and last interactions', () => {
  const listOf = (first: number) =>
    watch.during(async () => {
      const { data, errors } = await server.graphql<{ customers: { nodes: unknown[] } }>(
        customerList,
        { first },
      );
      expect(errors).toBeUndefined();
      expect(data.customers.nodes).toHaveLength(first);
    });

  test('runs as many statements for 50 rows as for 5', async () => {
    const few = await listOf(5);
    const many = await listOf(50);

    expect(many.length).toBe(few.length);
  });

  test('reads at most three times the rows that it shows', async () => {
    const statements = await listOf(50);

    const read = await rowsRead(server.databaseUrl, statements);

    const shown = 50 + 20 + 50 * 3 + AGENTS;
    expect(read).toBeLessThanOrEqual(3 * shown);
  });
});
