import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { newId } from '../../server/src/kernel/ids.ts';
import { bootServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let firm: string;

const at = (day: number) => new Date(Date.UTC(2026, 0, day));

beforeAll(async () => {
  server = await bootServer();
  const { database } = server.services;
  const workspaceId = server.workspace.id;
  const organizationId = newId();
  firm = globalId('Organization', organizationId);
  await database.organization.createMany({
    data: [
      { id: organizationId, name: 'unknown', size: null },
      { id: newId(), name: 'none', size: 0 },
      { id: newId(), name: 'small', size: 5 },
      { id: newId(), name: 'large', size: 500 },
    ].map((row) => ({ ...row, workspaceId })),
  });
  await database.customer.createMany({
    data: [
      { name: 'never', lastInteractionAt: null, tags: ['a'], organizationId },
      { name: 'early', lastInteractionAt: at(2), tags: ['a', 'b'] },
      { name: 'late', lastInteractionAt: at(9), tags: [], lifecycleStage: 'CHURNED' as const },
      { name: 'archived', lastInteractionAt: at(9), tags: ['a'], archivedAt: at(10) },
    ].map((row) => ({ ...row, id: newId(), workspaceId })),
  });
});

afterAll(() => server.stop());

async function names(list: 'customers' | 'organizations', filter: object): Promise<string[]> {
  const type = list === 'customers' ? 'CustomerFilter' : 'OrganizationFilter';
  const { data, errors } = await server.graphql<
    Record<string, { nodes: { name: string }[]; totalCount: number }>
  >(`query ($f: ${type}) { ${list}(filter: $f) { nodes { name } totalCount } }`, { f: filter });
  expect(errors).toBeUndefined();
  expect(data[list]!.totalCount).toBe(data[list]!.nodes.length);
  return data[list]!.nodes.map(({ name }) => name).sort();
}

const day = (n: number) => at(n).toISOString();

test.for<[string, object, string[]]>([
  ['nothing', {}, ['early', 'late', 'never']],
  ['archived ones', { isArchived: true }, ['archived']],
  ['those that are not archived', { isArchived: false }, ['early', 'late', 'never']],
  [
    'archived or not',
    { or: [{ isArchived: true }, { isArchived: false }] },
    ['archived', 'early', 'late', 'never'],
  ],
  ['since a day', { lastInteractionAt: { gte: day(9) } }, ['late']],
  ['before a day, not never', { lastInteractionAt: { lt: day(9) } }, ['early']],
  ['between two days', { lastInteractionAt: { gte: day(1), lt: day(3) } }, ['early']],
  ['never', { lastInteractionAt: { isNull: true } }, ['never']],
  ['ever', { lastInteractionAt: { isNull: false } }, ['early', 'late']],
  [
    'what does not hold, also where it is not known',
    { not: { lastInteractionAt: { gte: day(9) } } },
    ['early', 'never'],
  ],
  ['a tag', { tags: { hasSome: ['b', 'c'] } }, ['early']],
  ['all tags', { tags: { hasEvery: ['a', 'b'] } }, ['early']],
  ['no tag of these', { not: { tags: { hasSome: ['a'] } } }, ['late']],
  ['one of two stages', { lifecycleStage: { in: ['CHURNED', 'CHAMPION'] } }, ['late']],
  ['one of none', { lifecycleStage: { in: [] } }, []],
  ['no alternative', { or: [] }, []],
  ['no condition', { and: [] }, ['early', 'late', 'never']],
  [
    'several at once',
    { tags: { hasSome: ['a'] }, lastInteractionAt: { isNull: false } },
    ['early'],
  ],
  ['nobody’s', { ownerId: { isNull: true }, organizationId: { isNull: true } }, ['early', 'late']],
  ['an id of another type', { ownerId: { eq: globalId('Customer', newId()) } }, []],
  ['no id at all', { id: { in: ['', 'x', 'Q3VzdG9tZXI6'] } }, []],
])('customers filtered by %s', async ([, filter, expected]) => {
  expect(await names('customers', filter)).toEqual(expected);
});

test.for<[string, object, string[]]>([
  ['at least nobody, if known', { size: { gte: -5 } }, ['large', 'none', 'small']],
  ['at most five, if known', { size: { lte: 5 } }, ['none', 'small']],
  ['not known', { size: { isNull: true } }, ['unknown']],
  ['not at least five', { not: { size: { gte: 5 } } }, ['none', 'unknown']],
])('organisations filtered by a size of %s', async ([, filter, expected]) => {
  expect(await names('organizations', filter)).toEqual(expected);
});

test('a filter of an organisation finds its people', async () => {
  expect(await names('customers', { organizationId: { eq: firm } })).toEqual(['never']);
});
