import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Counted, countedCompany } from '../support/counted-company.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { watchStatements } from '../support/statements.ts';

const watch = watchStatements();
let server: TestServer;
/** Sees the customer that is the agent's own. */
let agentsToken: string;

beforeAll(async () => {
  server = await bootServer({ database: watch.options });
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

describe('groups', () => {
  const groups = async (list: string, by: string, key: string, more = '') => {
    const data = await ask(`{ list: ${list} { groups(by: { ${by} }${more}) {
      totalCount otherCount nodes { ${key} aggregate { count } } } } }`);
    const { nodes, ...rest } = data.list!.groups;
    const [field] = key.split(' ');
    return {
      ...rest,
      nodes: nodes.map((node) => [node[field!], node.aggregate.count]),
    };
  };

  test('come the greatest first, and equal ones in the order of their values', async () => {
    expect(await groups('interactions', 'field: CHANNEL', 'channel')).toEqual({
      totalCount: 3,
      otherCount: 0,
      nodes: [
        ['CALL', 3],
        ['EMAIL', 2],
        ['NOTE', 1],
      ],
    });
    expect(await groups('customers', 'field: LIFECYCLE_STAGE', 'lifecycleStage')).toMatchObject({
      nodes: [
        ['LEAD', 2],
        ['CUSTOMER', 1],
      ],
    });
  });

  test('of what has no value are groups too, after those of their size', async () => {
    expect(await groups('organizations', 'field: COUNTRY', 'country')).toMatchObject({
      nodes: [
        ['NL', 2],
        ['TR', 1],
        [null, 1],
      ],
    });
  });

  test('by a reference show whom they are of', async () => {
    const user = { email: expect.stringContaining('@members.example') };

    expect(await groups('interactions', 'field: AGENT', 'agent { email }')).toMatchObject({
      nodes: [
        [null, 4],
        [user, 2],
      ],
    });
    expect(await groups('interactions', 'field: CUSTOMER', 'customer { name }')).toMatchObject({
      nodes: [
        [{ name: 'Ada' }, 5],
        [{ name: 'Grace' }, 1],
      ],
    });
  });

  test('that are too many are told of by their number and their rows', async () => {
    expect(await groups('interactions', 'field: CHANNEL', 'channel', ', first: 1')).toEqual({
      totalCount: 3,
      otherCount: 3,
      nodes: [['CALL', 3]],
    });
    expect(await groups('interactions', 'field: CHANNEL', 'channel', ', first: 0')).toEqual({
      totalCount: 3,
      otherCount: 6,
      nodes: [],
    });
  });

  test('of nothing are none', async () => {
    const nothing = { totalCount: 0, otherCount: 0, nodes: [] };
    const none = 'interactions(filter: { source: { eq: "nowhere" } })';

    expect(await groups(none, 'field: SOURCE', 'source')).toEqual(nothing);
    expect(
      await groups(
        none,
        'occurredAt: { interval: DAY, timeZone: "UTC" }',
        'occurredAt { startOn }',
      ),
    ).toEqual(nothing);
  });

  test('of spans of time come the latest first, with the empty ones between', async () => {
    const by = 'occurredAt: { interval: MONTH, timeZone: "UTC" }';

    expect(await groups('interactions', by, 'occurredAt { startOn }')).toEqual({
      totalCount: 3,
      otherCount: 0,
      nodes: [
        [{ startOn: '2026-03-01' }, 3],
        [{ startOn: '2026-02-01' }, 0],
        [{ startOn: '2026-01-01' }, 3],
      ],
    });
    expect(await groups('interactions', by, 'occurredAt { startOn }', ', first: 2')).toMatchObject({
      totalCount: 3,
      otherCount: 3,
    });
  });

  test('of time that something lacks put it last', async () => {
    const by = 'lastInteractionAt: { interval: YEAR, timeZone: "UTC" }';

    expect(await groups('customers', by, 'lastInteractionAt { startOn }')).toEqual({
      totalCount: 1,
      otherCount: 0,
      nodes: [[null, 3]],
    });
  });

  test('are summed up each for itself', async () => {
    const { interactions } = await ask(`{ interactions { groups(by: { field: CHANNEL }) { nodes {
      channel direction aggregate { durationSeconds { count sum avg max } } } } } }`);

    expect(interactions!.groups.nodes).toEqual([
      {
        channel: 'CALL',
        // Not what they were grouped by, though they have it in common.
        direction: null,
        aggregate: {
          durationSeconds: { count: 3, sum: '2147483769', avg: 715_827_923, max: 2_147_483_647 },
        },
      },
      {
        channel: 'EMAIL',
        direction: null,
        aggregate: { durationSeconds: { count: 0, sum: '0', avg: null, max: null } },
      },
      {
        channel: 'NOTE',
        direction: null,
        aggregate: { durationSeconds: { count: 1, sum: '0', avg: 0, max: 0 } },
      },
    ]);
  });

  test('hold nobody out of scope', async () => {
    const { interactions } = await ask(
      '{ interactions { groups(by: { field: CUSTOMER }) { totalCount otherCount nodes { customer { name } } } } }',
      agentsToken,
    );

    expect(interactions!.groups).toEqual({
      totalCount: 1,
      otherCount: 0,
      nodes: [{ customer: { name: 'Grace' } }],
    });
  });

  test.for([
    ['nowhere', 'Nowhere/Land'],
    ['an offset, whose sign the database reads the other way round', '+03:00'],
    ['an abbreviation, to which it knows no summer time', 'CET'],
    ['a rule', 'EST5EDT,M3.2.0,M11.1.0'],
    ['nothing', ''],
    ['a path', '../../etc/passwd'],
  ])('are refused in the time zone of %s', async ([, timeZone]) => {
    const query = `{ interactions { groups(by: { occurredAt: { interval: DAY, timeZone: ${JSON.stringify(timeZone)} } }) { totalCount } } }`;

    expect(await codesOf(query)).toEqual(['INVALID_INPUT']);
  });

  test.for([-1, 101])('are refused when there should be %i', async (first) => {
    const query = `{ interactions { groups(first: ${first}, by: { field: CHANNEL }) { totalCount } } }`;

    expect(await codesOf(query)).toEqual(['PAGE_SIZE']);
  });

  test('are refused by none or two things at once', async () => {
    for (const by of ['', 'field: CHANNEL, createdAt: { interval: DAY, timeZone: "UTC" }']) {
      expect(await codesOf(`{ interactions { groups(by: { ${by} }) { totalCount } } }`)).toContain(
        'GRAPHQL_VALIDATION_FAILED',
      );
    }
  });
});

test('a page, what its list comes to and its groups are read in one statement, below every parent', async () => {
  const statements = await watch.during(() =>
    ask(`{ customers(first: 3) { nodes { name interactions(first: 2) {
      nodes { id } totalCount aggregate { durationSeconds { sum avg } }
      groups(by: { field: AGENT }) { otherCount nodes { agent { id name } aggregate { count } } }
      days: groups(by: { occurredAt: { interval: DAY, timeZone: "Asia/Tokyo" } }, first: 2) {
        nodes { occurredAt { startOn endAt } aggregate { occurredAt { max } } } } } } } }`),
  );

  expect(statements.filter(({ query }) => query.includes('interactions'))).toHaveLength(1);
});
