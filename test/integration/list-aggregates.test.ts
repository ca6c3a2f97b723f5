import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Counted, countedCompany } from '../support/counted-company.ts';
import { addMember } from '../support/members.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { watchStatements } from '../support/statements.ts';

const watch = watchStatements();
let server: TestServer;
/** Sees the customer that is the agent's own. */
let agentsToken: string;

beforeAll(async () => {
  server = await bootServer({ database: watch.options, compileReads: false });
  agentsToken = await countedCompany(server);
});
afterAll(() => server.stop());

async function ask(query: string, token?: string): Promise<Record<string, Counted>> {
  const { data, errors } = await server.graphql<Record<string, Counted>>(query, {}, token);
  expect(errors).toBeUndefined();
  return data;
}

async function codesOf(query: string, token?: string) {
  const { errors } = await server.graphql(query, {}, token);
  return errors?.map(({ extensions }) => extensions.code);
}

describe('a list as a whole', () => {
  test('is counted and summed up, whatever its page', async () => {
    const { interactions } = await ask(`{ interactions(first: 1) { nodes { id } aggregate {
      count durationSeconds { count sum avg min max } occurredAt { count min max } } } }`);

    expect(interactions!.nodes).toHaveLength(1);
    expect(interactions!.aggregate).toEqual({
      count: 6,
      durationSeconds: {
        count: 4,
        // More than an Int holds.
        sum: '2147483769',
        avg: 536_870_942.25,
        min: 0,
        max: 2_147_483_647,
      },
      occurredAt: { count: 6, min: '2026-01-05T10:00:00.000Z', max: '2026-03-12T10:00:00.000Z' },
    });
  });

  test('of nothing has a count and a sum of 0, and no mean, least or greatest', async () => {
    const { interactions } = await ask(`{ interactions(filter: { source: { eq: "nowhere" } }) {
      aggregate { count durationSeconds { count sum avg min max } occurredAt { min } } } }`);

    expect(interactions!.aggregate).toEqual({
      count: 0,
      durationSeconds: { count: 0, sum: '0', avg: null, min: null, max: null },
      occurredAt: { min: null },
    });
  });

  test('is what filter, search and scope leave of it', async () => {
    const count = async (list: string, token?: string) => {
      const data = await ask(`{ list: ${list} { totalCount aggregate { count } } }`, token);
      expect(data.list!.totalCount).toBe(data.list!.aggregate.count);
      return data.list!.aggregate.count;
    };

    expect(await count('customers')).toBe(3);
    expect(await count('customers(filter: { isArchived: true })')).toBe(1);
    expect(await count('customers(search: "grace")')).toBe(1);
    expect(await count('customers', agentsToken)).toBe(1);
    expect(await count('interactions(filter: { channel: { in: [CALL, NOTE] } })')).toBe(4);
    expect(await count('interactions', agentsToken)).toBe(1);
  });

  test('has a mean of at most 6 places', async () => {
    const { organizations } = await ask('{ organizations { aggregate { size { avg sum } } } }');

    expect(organizations!.aggregate.size).toEqual({ avg: 1.666667, sum: '5' });
  });

  test('is not read row by row', async () => {
    const statements = await watch.during(() =>
      ask('{ customers { aggregate { count createdAt { min max } } } }'),
    );

    const ours = statements.filter(({ query }) => query.includes('customers'));
    expect(ours).toHaveLength(1);
  });
});

describe('the lists below many parents', () => {
  const query = (
    first: number,
  ) => `{ customers(first: ${first}) { nodes { name interactions(first: 1) {
    aggregate { count durationSeconds { sum } }
    groups(first: 3, by: { field: CHANNEL }) { nodes { channel aggregate { count } } } } } } }`;

  test('are each counted by themselves', async () => {
    const { customers } = await ask(query(10));

    expect(customers!.nodes).toEqual([
      {
        name: 'Ada',
        interactions: {
          aggregate: { count: 5, durationSeconds: { sum: '2147483769' } },
          groups: {
            nodes: [
              { channel: 'CALL', aggregate: { count: 3 } },
              { channel: 'EMAIL', aggregate: { count: 1 } },
              { channel: 'NOTE', aggregate: { count: 1 } },
            ],
          },
        },
      },
      {
        name: 'Grace',
        interactions: {
          aggregate: { count: 1, durationSeconds: { sum: '0' } },
          groups: { nodes: [{ channel: 'EMAIL', aggregate: { count: 1 } }] },
        },
      },
      {
        name: 'Mary',
        interactions: {
          aggregate: { count: 0, durationSeconds: { sum: '0' } },
          groups: { nodes: [] },
        },
      },
    ]);
  });

  test('are counted in as many statements as one where reads are not compiled', async () => {
    const ofOne = await watch.during(() => ask(query(1)));
    const ofAll = await watch.during(() => ask(query(10)));

    expect(ofAll).toHaveLength(ofOne.length);
    const ours = ofAll.filter(({ query: sql }) => sql.includes('FROM interactions'));
    expect(ours).toHaveLength(2);
  });
});

test('what is refused of a list is refused of it as a whole', async () => {
  const { id } = server.workspace;
  await server.services.database.rolePolicy.create({
    data: { workspaceId: id, role: 'VIEWER', masks: ['customers.phone'] },
  });
  const { token } = await addMember(server, id, { role: 'VIEWER' });
  const phone = 'customers(filter: { phone: { eq: "+31201234567" } })';

  expect(await codesOf(`{ ${phone} { aggregate { count } } }`, token)).toEqual(['FORBIDDEN']);
  expect(await codesOf(`{ ${phone} { __typename } }`, token)).toEqual(['FORBIDDEN']);
  expect(await codesOf('{ customers(after: "x") { aggregate { count } } }')).toEqual([
    'INVALID_CURSOR',
  ]);
});
