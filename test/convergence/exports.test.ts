import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimExport } from '../../server/src/domains/exports/claim-export.ts';
import { endedExport, rowsOf, type SeenExport, startExport, turnsOf } from '../support/exports.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { settleLog } from '../support/settle-log.ts';
import { type Caller, createCustomer } from '../support/workload.ts';
import { beginWorld, command, type World } from './random-commands.ts';

const PAGE_ROWS = 3;

let server: TestServer;
let turn: () => Promise<boolean>;

beforeAll(async () => {
  server = await bootServer({ writesExports: false });
  turn = turnsOf(server, PAGE_ROWS);
});
afterAll(() => server.stop());

type Row = Record<string, unknown> & { readonly id: string };

interface Event {
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly subject: Row | null;
  readonly customer: { readonly id: string; readonly lastInteractionAt: string | null } | null;
}

/** What a client keeps of a list: the rows of its file, then what the events behind the cursor make of them. */
async function replayed(caller: Caller, type: string, made: SeenExport): Promise<Row[]> {
  const kept = new Map((await rowsOf(caller, made.id)).map((row) => [row['id'] as string, row]));
  let after = made.cursor;
  for (let hasMore = true; hasMore;) {
    const { data, errors } = await graphqlRequest<{
      events: { items: Event[]; endCursor: string; hasMore: boolean; gap: unknown };
    }>(
      caller.url,
      `query ($after: Cursor) { events(after: $after, first: 100) {
        items {
          kind subjectType subjectId customer { id lastInteractionAt }
          subject { ... on ${type} { ${selectionOf(made)} } }
        }
        endCursor hasMore gap { reason }
      } }`,
      { after },
      caller.token,
    );
    expect([errors, data.events.gap]).toEqual([undefined, null]);
    for (const event of data.events.items) apply(kept, type, event);
    after = data.events.endCursor;
    hasMore = data.events.hasMore;
  }
  return sorted([...kept.values()] as Row[]);
}

/** As docs/protocol.md says. The lists leave archived ones out, so their subjects are judged by that. */
function apply(kept: Map<string, object>, type: string, event: Event): void {
  const { customer, subject, subjectId } = event;
  if (event.subjectType === type) {
    if (event.kind === 'LEAVE' || !subject || subject['archivedAt']) kept.delete(subjectId);
    else kept.set(subjectId, subject);
  }
  const known = customer && kept.get(customer.id);
  if (known && type === 'Customer')
    kept.set(customer.id, { ...known, lastInteractionAt: customer.lastInteractionAt });
}

/** The whole list, read anew. */
async function fresh(caller: Caller, list: string, made: SeenExport): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null, hasMore = true; hasMore;) {
    const { data }: { data: { list: { nodes: Row[]; pageInfo: Page } } } = await graphqlRequest(
      caller.url,
      `query ($after: String) { list: ${list}(first: 100, after: $after) {
        nodes { ${selectionOf(made)} } pageInfo { hasNextPage endCursor }
      } }`,
      { after },
      caller.token,
    );
    rows.push(...data.list.nodes);
    after = data.list.pageInfo.endCursor;
    hasMore = data.list.pageInfo.hasNextPage;
  }
  return sorted(rows);
}

interface Page {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

const selectionOf = ({ columns }: SeenExport) =>
  columns
    .map((name) => name.replace(/^(\w+)\.id$/, '$1 { id }'))
    .map((name) => (name === 'participants' ? 'participants { role name address }' : name))
    .join(' ');

const sorted = (rows: readonly Row[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

type Step = (caller: Caller, world: World) => Promise<unknown>;

const named = (name: string, step: Step) =>
  Object.assign(step, { [fc.toStringMethod]: () => name });

const write = named('page', () => turn());

const join = named('customer', async (caller, { customers }) => {
  (customers as string[]).push(await createCustomer(caller, { name: 'New' }));
});

/** A node that claims a page and dies: what its lease held is free again some time later. */
const die = named('die', async () => {
  const claimed = await claimExport(server.services.database);
  if (!claimed) return;
  await server.services.database.export.update({
    where: { id: claimed.id },
    data: { leaseUntil: new Date(0), attempts: 0 },
  });
});

/** What happens at once; then the next. */
const happenings = fc.array(
  fc.array(
    fc.oneof(
      { weight: 5, arbitrary: command },
      { weight: 4, arbitrary: fc.constant(write) },
      { weight: 1, arbitrary: fc.constant(join) },
      { weight: 1, arbitrary: fc.constant(die) },
    ),
    { minLength: 1, maxLength: 4 },
  ),
  { minLength: 4, maxLength: 14 },
);

const lists = fc.constantFrom(['customers', 'Customer'], ['interactions', 'Interaction']);

test(
  'while others write, the file and the events from its cursor are what one would read anew',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(happenings, lists, async (groups, [list, type]) => {
        const { caller, world } = await beginWorld(server);
        for (let n = 0; n < 9; n++) await join(caller, world);
        const id = await startExport(caller, { [list]: {} });

        for (const steps of groups) {
          await Promise.all(steps.map((step) => step(caller, world).catch(refused)));
        }
        while (await turn());

        const made = await endedExport(caller, id);
        expect(made).toMatchObject({ status: 'DONE', failure: null });
        await settleLog(caller, made.cursor);
        const rows = await rowsOf(caller, id);
        expect(new Set(rows.map((row) => row['id'])).size).toBe(rows.length);
        expect(await replayed(caller, type, made)).toEqual(await fresh(caller, list, made));
      }),
      { numRuns: 25, endOnFailure: true },
    );
  },
);

/** What a rule forbids in the state that things are in, or what another has just deleted. */
function refused(error: Error): void {
  if (!/archived|no such|no longer|deleted|taken/iu.test(error.message)) throw error;
}
