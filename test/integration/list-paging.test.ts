import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { newId } from '../../server/src/kernel/ids.ts';
import type { GraphqlAnswer } from '../support/graphql-request.ts';
import { bootServer, type TestServer } from '../support/server.ts';

const RUNS = 40;

let server: TestServer;
let runs = 0;

beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.stop());

interface Row {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastInteractionAt: Date | null;
  readonly lifecycleStage: 'LEAD' | 'CUSTOMER' | 'CHURNED';
}

interface Step {
  readonly field: keyof typeof keyOf;
  readonly direction: 'ASC' | 'DESC';
}

/** What each order compares. Names are of letters that fold to themselves, so they sort by code point. */
const keyOf = {
  NAME: (row: Row) => row.name,
  CREATED_AT: (row: Row) => row.createdAt.getTime(),
  UPDATED_AT: (row: Row) => row.updatedAt.getTime(),
  LAST_INTERACTION_AT: (row: Row) => row.lastInteractionAt?.getTime() ?? Number.NEGATIVE_INFINITY,
};

// Few values each, so that many rows are equal in what they are ordered by.
const instant = fc.integer({ min: 0, max: 4 }).map((hour) => new Date(Date.UTC(2026, 0, 1, hour)));
const row: fc.Arbitrary<Row> = fc.record({
  id: fc.constant(null).map(() => newId()),
  name: fc.constantFrom('a', 'a b', 'aa', 'ab', 'b', 'z', '0'),
  createdAt: instant,
  updatedAt: instant,
  lastInteractionAt: fc.option(instant),
  lifecycleStage: fc.constantFrom('LEAD', 'CUSTOMER', 'CHURNED'),
});
const orderBy: fc.Arbitrary<Step[]> = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('NAME', 'CREATED_AT', 'UPDATED_AT', 'LAST_INTERACTION_AT'),
    direction: fc.constantFrom('ASC', 'DESC'),
  }),
  { maxLength: 3, selector: ({ field }) => field },
);
const stages = fc.option(fc.subarray(['LEAD', 'CUSTOMER', 'CHURNED'] as const));
const size = fc.integer({ min: 1, max: 9 });

function inOrder(rows: readonly Row[], steps: readonly Step[]): string[] {
  const effective: readonly Step[] =
    steps.length > 0 ? steps : [{ field: 'NAME', direction: 'ASC' }];
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  return rows
    .toSorted((a, b) => {
      for (const { field, direction } of effective) {
        const way = compare(keyOf[field](a), keyOf[field](b));
        if (way !== 0) return direction === 'ASC' ? way : -way;
      }
      return compare(a.id, b.id) * (effective.at(-1)!.direction === 'ASC' ? 1 : -1);
    })
    .map(({ id }) => globalId('Customer', id));
}

async function insert(rows: readonly Row[], tag: string): Promise<void> {
  await server.services.database.customer.createMany({
    data: rows.map((data) => ({ ...data, workspaceId: server.workspace.id, tags: [tag] })),
  });
}

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const QUERY = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: CustomerFilter, $orderBy: [CustomerOrder!]) {
  customers(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    nodes { id } totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

/** Turns all pages, and does something between them. Backward pages come in the list's order, too. */
async function turnPages(
  options: { isBackward: boolean; size: number; filter: object; orderBy: readonly Step[] },
  between: (page: number) => Promise<unknown> = async () => undefined,
): Promise<{ ids: string[]; counts: number[] }> {
  const ids: string[] = [];
  const counts: number[] = [];
  let cursor: string | null = null;
  for (let page = 0; ; page++) {
    const place: object = options.isBackward
      ? { last: options.size, before: cursor }
      : { first: options.size, after: cursor };
    const { data, errors }: GraphqlAnswer<{ customers: Page }> = await server.graphql(QUERY, {
      ...place,
      filter: options.filter,
      orderBy: options.orderBy,
    });
    expect(errors).toBeUndefined();
    const { nodes, totalCount, pageInfo }: Page = data.customers;
    expect(nodes.length).toBeLessThanOrEqual(options.size);
    const found = nodes.map(({ id }) => id);
    if (options.isBackward) ids.unshift(...found);
    else ids.push(...found);
    counts.push(totalCount);
    const hasMore = options.isBackward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    if (!hasMore) return { ids, counts };
    cursor = options.isBackward ? pageInfo.startCursor : pageInfo.endCursor;
    await between(page);
  }
}

const filterOf = (tag: string, only: readonly string[] | null) => ({
  tags: { hasSome: [tag] },
  ...(only ? { or: only.map((eq) => ({ lifecycleStage: { eq } })) } : {}),
});

test('all pages together are the list, in its order, forwards and backwards', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 30 }),
      orderBy,
      stages,
      size,
      fc.boolean(),
      async (rows, steps, only, pageSize, isBackward) => {
        const tag = `run ${runs++}`;
        await insert(rows, tag);

        const filter = filterOf(tag, only);
        const { ids, counts } = await turnPages({
          isBackward,
          size: pageSize,
          filter,
          orderBy: steps,
        });

        const wanted = rows.filter(({ lifecycleStage }) => only?.includes(lifecycleStage) ?? true);
        expect(ids).toEqual(inOrder(wanted, steps));
        expect(new Set(counts)).toEqual(new Set([wanted.length]));
      },
    ),
    { numRuns: RUNS },
  );
});

test('what comes and goes while pages are turned makes nothing be skipped or shown twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 5, maxLength: 30 }),
      fc.array(row, { minLength: 3, maxLength: 12 }),
      orderBy,
      size,
      fc.boolean(),
      async (rows, coming, steps, pageSize, isBackward) => {
        const tag = `run ${runs++}`;
        await insert(rows, tag);
        const staying = rows.filter((_, n) => n % 3 !== 0);
        const going = rows.filter((_, n) => n % 3 === 0);
        const { database } = server.services;

        const { ids } = await turnPages(
          { isBackward, size: pageSize, filter: filterOf(tag, null), orderBy: steps },
          async (page) => {
            const [comes, goes] = [coming[page], going[page]];
            if (comes) await insert([comes], tag);
            if (goes) {
              const data = { archivedAt: new Date() };
              await database.customer.update({ where: { id: goes.id }, data });
            }
          },
        );

        expect(new Set(ids).size).toBe(ids.length);
        const stayed = new Set(staying.map(({ id }) => globalId('Customer', id)));
        expect(ids.filter((id) => stayed.has(id))).toEqual(inOrder(staying, steps));
      },
    ),
    { numRuns: RUNS },
  );
});

test('a list below an object pages like one at the root', async () => {
  const { database } = server.services;
  const workspaceId = server.workspace.id;
  const customerId = newId();
  await database.customer.create({ data: { id: customerId, workspaceId, name: 'Busy' } });
  const at = (n: number) => new Date(Date.UTC(2026, 0, 1, Math.floor(n / 3)));
  const rows = Array.from({ length: 23 }, (_, n) => ({ id: newId(), occurredAt: at(n) }));
  const common = { workspaceId, customerId, channel: 'CALL', direction: 'INBOUND' } as const;
  await database.interaction.createMany({ data: rows.map((one) => ({ ...one, ...common })) });

  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data }: GraphqlAnswer<{ customer: { interactions: Page } }> = await server.graphql(
      `query ($id: ID!, $after: String) { customer(by: { id: $id }) { interactions(first: 5, after: $after) {
        nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`,
      { id: globalId('Customer', customerId), after },
    );
    const { nodes, pageInfo, totalCount }: Page = data.customer.interactions;
    expect(totalCount).toBe(rows.length);
    seen.push(...nodes.map(({ id }) => id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);

  const wanted = rows.toSorted(
    (a, b) => b.occurredAt.getTime() - a.occurredAt.getTime() || (a.id < b.id ? 1 : -1),
  );
  expect(seen).toEqual(wanted.map(({ id }) => globalId('Interaction', id)));
});

test.for([
  ['customers(first: 0) { totalCount nodes { id } }', undefined],
  ['customers(first: 101) { totalCount }', 'PAGE_SIZE'],
  ['customers(first: -1) { totalCount }', 'PAGE_SIZE'],
  ['customers(last: 101) { totalCount }', 'PAGE_SIZE'],
  ['customers(first: 1, last: 1) { totalCount }', 'INVALID_INPUT'],
  ['customers(last: 1, after: "x") { totalCount }', 'INVALID_INPUT'],
  ['customers(orderBy: [{ field: NAME }, { field: NAME }]) { totalCount }', 'INVALID_INPUT'],
] as const)('%s is answered with %s', async ([field, code]) => {
  const { errors } = await server.graphql(`{ ${field} }`);

  expect(errors?.[0]?.extensions.code).toBe(code);
});
