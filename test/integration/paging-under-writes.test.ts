import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../server/src/app/schema.ts';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { type Dice, dice } from '../support/dice.ts';
import type { OrderStep } from '../support/reads/harvest.ts';
import {
  type MovingList,
  movingLists,
  ordersToTry,
  pageOf,
} from '../support/reads/turning-pages.ts';
import { askRaw } from '../support/reads/twins.ts';
import { bootServer, type TestServer } from '../support/server.ts';

const SEED = Number(process.env['READS_SEED'] ?? 20_261);
const WRITERS = 3;
/** Rows that stay where they are all the time, and those that do not. */
const STAYING = 15;
const PASSING = 8;

const chance = dice(SEED);
let server: TestServer;
let lists: MovingList[];

beforeAll(async () => {
  server = await bootServer({ tellsPath: true });
  lists = await movingLists(server.services.database, server.workspace.id, chance.fork());
});
afterAll(() => server.stop());

interface List {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

async function page(list: MovingList, variables: object): Promise<List> {
  const { data, errors } = await server.graphql<{ list?: List; parent?: { list: List } }>(
    pageOf(list),
    { below: list.below ?? undefined, ...variables },
  );
  expect(errors).toBeUndefined();
  return data.list ?? data.parent!.list;
}

/** The path by which its pages are read. */
async function pathOf(list: MovingList): Promise<string> {
  const variables = list.below === null ? {} : { below: list.below };
  const token = await server.workspace.token();
  const { extensions } = await askRaw(server.url, { query: pageOf(list), variables }, token);
  return (extensions as { reads: { path: string } }).reads.path;
}

/** Turns all pages, each of another size; backward ones are put together in the list's order. */
async function turnPages(
  list: MovingList,
  { orderBy, isBackward, sizes }: { orderBy: OrderStep[]; isBackward: boolean; sizes: Dice },
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const size = 1 + sizes.below(7);
    const place: object = isBackward
      ? { last: size, before: cursor }
      : { first: size, after: cursor };
    const { nodes, pageInfo }: List = await page(list, { ...place, orderBy });
    const found = nodes.map(({ id }) => id);
    ids.splice(isBackward ? 0 : ids.length, 0, ...found);
    if (!(isBackward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return ids;
    cursor = isBackward ? pageInfo.startCursor : pageInfo.endCursor;
  }
}

/** Rows that come, go and change their places until the work is done. Answers with all that ever moved. */
async function whileRowsMove(
  list: MovingList,
  throws: Dice,
  work: () => Promise<void>,
): Promise<ReadonlySet<string>> {
  const moved = new Set<string>();
  const passing: string[] = [];
  let isDone = false;
  const come = async () => {
    const id = throws.uuid();
    await list.insert(id);
    passing.push(id);
  };
  const write = async () => {
    while (!isDone) {
      const what = throws.weighted({ come: 4, go: 4, move: 2 });
      if (what === 'come' || passing.length === 0) await come();
      else if (what === 'go')
        await list.remove(passing.splice(throws.below(passing.length), 1)[0]!);
      else {
        const id = throws.pick(passing);
        moved.add(globalId(list.rows, id));
        await list.move(id);
      }
    }
  };
  for (let n = 0; n < PASSING; n++) await come();
  const writing = Array.from({ length: WRITERS }, write);
  try {
    await work();
  } finally {
    isDone = true;
    await Promise.all(writing);
  }
  for (const id of passing) await list.remove(id);
  return moved;
}

describe.each([0, 1, 2, 3])(`list %i (seed ${SEED})`, (number) => {
  test('shows what stays once and in its order, while rows come, go and move', async () => {
    const list = lists[number]!;
    const throws = chance.fork();
    const staying = Array.from({ length: STAYING }, () => throws.uuid());
    for (const id of staying) await list.insert(id);
    expect(await pathOf(list)).toBe('compiled');
    const stays = new Set(staying.map((id) => globalId(list.rows, id)));

    for (const orderBy of ordersToTry(schema, list, throws)) {
      const all = await page(list, { first: 100, orderBy });
      const wanted = all.nodes.map(({ id }) => id).filter((id) => stays.has(id));
      expect(wanted).toHaveLength(STAYING);
      for (const isBackward of [false, true]) {
        let ids: string[] = [];
        const moved = await whileRowsMove(list, throws, async () => {
          ids = await turnPages(list, { orderBy, isBackward, sizes: throws });
        });
        const unmoved = ids.filter((id) => !moved.has(id));
        const where = `${list.field} ${JSON.stringify(orderBy)} ${isBackward ? 'backwards' : ''}`;
        expect(unmoved.length, `${where}: shown twice`).toBe(new Set(unmoved).size);
        expect(
          ids.filter((id) => stays.has(id)),
          where,
        ).toEqual(wanted);
      }
    }
    for (const id of staying) await list.remove(id);
  });
});
