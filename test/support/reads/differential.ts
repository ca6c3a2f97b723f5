import { globalId } from '../../../server/src/graphql/global-id.ts';
import { schema } from '../../../server/src/app/schema.ts';
import { type Dice, dice } from '../dice.ts';
import { logInteraction } from '../workload.ts';
import { ask } from '../scoped-views.ts';
import { settleLog } from '../settle-log.ts';
import { documentMaker, type ReadRequest } from './documents.ts';
import { harvest } from './harvest.ts';
import { addPeople, type Asker, throwMasks } from './hostile-people.ts';
import { fillWithHostility, type WorldSize } from './hostile-world.ts';
import { shrink } from './shrink.ts';
import { askRaw, firstDifference, type RawAnswer, type Twins, type Way } from './twins.ts';

/** What was compared. */
export interface Tally {
  cases: number;
  /** Answers with `errors`, on both sides. */
  refused: number;
  /** How many the compiled side says it served by each path. */
  readonly paths: Map<string, number>;
  /** Why it did not compile all of one, and how often. */
  readonly reasons: Map<string, number>;
}

/** One workspace with its people and its documents. */
export interface World {
  next(): { readonly request: ReadRequest; readonly as: Asker; readonly way: Way };
}

/** They are code: one of them, and the executor reads everything around it. */
const RARELY: ReadonlySet<string> = new Set(['User.effectiveCustomerScope']);
const STRONG = 0.25;
const GET = 0.05;
const LONGEST_URL = 4_000;

/** Workspaces of hostile data; what one has is foreign to the next. */
export async function makeWorlds(
  { compiled }: Twins,
  seed: number,
  sizes: readonly WorldSize[],
): Promise<World[]> {
  const chance = dice(seed);
  const masks = throwMasks(chance.fork());
  const made = [];
  for (const [n, size] of sizes.entries()) {
    const { id } = await compiled.addWorkspace(`hostile-${n}`);
    const people = await addPeople(compiled, id, masks[n % masks.length]!, chance.fork());
    await fillWithHostility(compiled, id, people, size, chance.fork());
    await tellTheLog(compiled.services.database, id, people.owner);
    made.push(people);
  }
  const found = await Promise.all(made.map(({ owner }) => harvest(schema, owner)));
  const everybody = made.flatMap(({ askers }) => askers);
  return made.map(({ askers }, n) => {
    const own: Dice = chance.fork();
    const next = documentMaker(schema, found[n]!, found[(n + 1) % found.length]!, own.fork(), {
      rarely: RARELY,
    });
    const strangers = everybody.filter((one) => !askers.includes(one));
    const strong = askers.filter(({ kind }) => /^(?:OWNER|ADMIN)/.test(kind));
    const askedBy = new Map<string, Asker>();
    /** Often somebody who sees by the same rules as who asked it before, or by nearly the same: plans are shared. */
    const askerOf = (query: string): Asker => {
      const before = askedBy.get(query);
      const all = own.chance(0.55) ? askers : strangers;
      if (before && own.chance(0.5))
        return own.pick(all.filter(({ kind }) => kind === before.kind));
      if (before && own.chance(0.5))
        return own.pick(all.filter(({ role }) => role === before.role));
      return own.pick(own.chance(STRONG) ? strong : askers);
    };
    return {
      next() {
        const request = next();
        const as = askerOf(request.query);
        askedBy.set(request.query, as);
        const isShort = JSON.stringify(request).length < LONGEST_URL;
        const way = isShort && own.chance(GET) ? 'GET' : 'POST';
        return { request, as, way };
      },
    };
  });
}

type Database = Twins['compiled']['services']['database'];

/** Some events, so that what reads the log has something to show. */
async function tellTheLog(database: Database, workspaceId: string, owner: Asker): Promise<void> {
  const { feedHead } = await ask<{ feedHead: string }>(owner, '{ feedHead }', {});
  const customers = await database.customer.findMany({
    where: { workspaceId, archivedAt: null },
    take: 5,
  });
  for (const { id } of customers) {
    await logInteraction(owner, { customerId: globalId('Customer', id), subject: '"told"' });
  }
  await settleLog(owner, feedHead);
}

/** Asks both for so many random documents, a few at once, and throws at the first that they answer differently. */
export async function compare(
  twins: Twins,
  worlds: readonly World[],
  { cases, atOnce }: { readonly cases: number; readonly atOnce: number },
): Promise<Tally> {
  const tally: Tally = { cases: 0, refused: 0, paths: new Map(), reasons: new Map() };
  let left = cases;
  const work = async (): Promise<void> => {
    while (left > 0) {
      const { request, as, way } = worlds[left-- % worlds.length]!.next();
      const [one, other] = await askBoth(twins, request, as, way);
      if (!isSame(one, other) && !(await isRace(twins, request, as, way))) {
        left = 0;
        throw await failure(twins, request, as, way);
      }
      tally.cases++;
      if (one.body.includes('"errors":[')) tally.refused++;
      const { path, why } = pathOf(one);
      count(tally.paths, path);
      for (const reason of why) count(tally.reasons, reason);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return tally;
}

type Answers = readonly [compiled: RawAnswer, ordinary: RawAnswer];

function askBoth(
  { compiled, ordinary }: Twins,
  request: ReadRequest,
  { token }: Asker,
  way: Way,
): Promise<Answers> {
  return Promise.all([
    askRaw(compiled.url, request, token, way),
    askRaw(ordinary.url, request, token, way),
  ]);
}

function isSame(one: RawAnswer, other: RawAnswer): boolean {
  return (
    one.status === other.status && (one.body === other.body || inOrder(one) === inOrder(other))
  );
}

/** How often both are asked again where they refuse for other reasons. */
const AGAIN = 12;

/**
 * Where several fields fail, the first that does empties what is above it, and which one that is may
 * change from time to time. Asked again, each is seen to refuse for a reason of the other's; where they
 * differ in truth, they never do.
 */
async function isRace(twins: Twins, request: ReadRequest, as: Asker, way: Way): Promise<boolean> {
  const seen = [new Set<string>(), new Set<string>()] as const;
  for (let i = 0; i < AGAIN; i++) {
    const answers = await askBoth(twins, request, as, way);
    for (const [n, answer] of answers.entries()) {
      if (!answer.body.includes('"errors":[')) return false;
      seen[n]!.add(`${answer.status} ${inOrder(answer)}`);
    }
    if (!seen[0].isDisjointFrom(seen[1])) return true;
  }
  return false;
}

/**
 * The body with its errors sorted: they come in the order in which fields were ready, which nobody
 * promises. What stands behind them is left as it came.
 */
function inOrder({ body }: RawAnswer): string {
  const { errors } = JSON.parse(body) as { errors?: object[] };
  const before = `{"errors":${JSON.stringify(errors)}`;
  if (!errors || !body.startsWith(before)) return body;
  const sorted = errors.map((error) => JSON.stringify(error)).toSorted();
  return sorted.join('\n') + body.slice(before.length);
}

/** By which path the compiled side says it served, and what kept it from compiling all. */
function pathOf({ extensions }: RawAnswer): { path: string; why: readonly string[] } {
  const { reads } = extensions as { reads?: { path: string; why: string[] } };
  return reads ?? { path: 'refused before', why: [] };
}

function count(tally: Map<string, number>, key: string): void {
  tally.set(key, (tally.get(key) ?? 0) + 1);
}

async function failure(twins: Twins, request: ReadRequest, as: Asker, way: Way): Promise<Error> {
  const smallest = await shrink(request, async (smaller) => {
    const [one, other] = await askBoth(twins, smaller, as, way);
    return !isSame(one, other);
  });
  const [one, other] = await askBoth(twins, smallest, as, way);
  return new Error(
    [
      `Two answers to one ${way}, as ${as.called}:`,
      smallest.query,
      JSON.stringify({ ...smallest, query: undefined }),
      `served by the path ${pathOf(one).path}, status ${one.status} and ${other.status}, ${firstDifference(one.body, other.body)}`,
    ].join('\n'),
  );
}
