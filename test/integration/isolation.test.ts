import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../server/src/app/schema.ts';
import { nodeTypes } from '../../server/src/graphql/node-source.ts';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { newId } from '../../server/src/kernel/ids.ts';
import { type EntryPoint, entryPoints, typeOfEntry, valueWith } from '../support/entry-points.ts';
import { endedExport, rowsOf } from '../support/exports.ts';
import { populate, type PopulatedWorkspace } from '../support/populated-workspace.ts';
import { openProber, type Prober, withoutRequest } from '../support/probe.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { run } from '../support/workload.ts';
import type { TestWorkspace } from '../support/workspace.ts';

/** What the filter of an export finds is in its file, and `exportStart` answers nothing of it: see the test of its own. */
const isOfExport = ({ field }: EntryPoint) => field.name === 'exportStart';
const entries = entryPoints(schema).filter((entry) => !isOfExport(entry));
const of = (...kinds: EntryPoint['kind'][]) =>
  entries.filter(({ kind }) => kinds.includes(kind)).map((entry) => [entry.name, entry] as const);

let server: TestServer;
let theirWorkspace: TestWorkspace;
let theirs: PopulatedWorkspace;
let ours: PopulatedWorkspace;
let we: Prober;
let they: Prober;
let theirRows: string;
let beginning: string;

beforeAll(async () => {
  server = await bootServer();
  theirWorkspace = await server.addWorkspace('theirs');
  theirs = await populate(server, theirWorkspace, 'theirs');
  ours = await populate(server, server.workspace, 'ours');
  const from = async (token: string) => {
    const { data } = await server.graphql<{ events: { items: { previousCursor: string }[] } }>(
      '{ events(first: 1) { items { previousCursor } } }',
      {},
      token,
    );
    return data.events.items[0]!.previousCursor;
  };
  beginning = await from(ours.token);
  we = openProber(server, ours, beginning);
  they = openProber(server, theirs, await from(theirs.token));
  theirRows = await everythingIn(theirWorkspace.id);
});

afterAll(async () => {
  we.close();
  they.close();
  await server.stop();
});

/** Every row of a workspace, as text. */
async function everythingIn(workspaceId: string): Promise<string> {
  const where = { workspaceId };
  const { database } = server.services;
  const rows = await Promise.all([
    database.customer.findMany({ where, orderBy: { id: 'asc' } }),
    database.organization.findMany({ where, orderBy: { id: 'asc' } }),
    database.interaction.findMany({ where, orderBy: { id: 'asc' } }),
    database.session.findMany({ where, orderBy: { id: 'asc' } }),
    database.membership.findMany({ where, orderBy: { userId: 'asc' } }),
    database.savedFeed.findMany({ where, orderBy: { id: 'asc' } }),
    database.team.findMany({ where, orderBy: { id: 'asc' } }),
    database.invitation.findMany({ where, orderBy: { id: 'asc' } }),
    database.export.findMany({ where, orderBy: { id: 'asc' } }),
    database.rolePolicy.findMany({ where, orderBy: { role: 'asc' } }),
  ]);
  return JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

/** What the list answers with for its first row's cursor, asked by one who may. */
async function listCursorOf(prober: Prober, entry: EntryPoint): Promise<string> {
  const whole = { ...entry, arg: entry.field.args.find(({ name }) => name === 'filter')! };
  const answer = await prober.askPlainly({ ...whole, path: ['id', 'isNull'] }, false as never);
  return /startCursor":"([^"]+)"/.exec(answer)![1]!;
}

describe('another workspace’s id is like one of nothing', () => {
  test('the walk finds the entry points', () => {
    const names = entries.map(({ name }) => name);

    expect(names).toContain('Query.node(id)');
    expect(names).toContain('Query.customer(by.email)');
    expect(names).toContain('Query.customers(filter.not.ownerId.in)');
    expect(names).toContain('Customer.interactions(before)');
    expect(names).toContain('Mutation.logInteractions(input.interactions.customerId)');
    expect(names).toContain('Subscription.activityFeed(filter.agentIds)');
    expect(entries.length).toBeGreaterThan(150);
    expect(Object.keys(theirs.ids).sort()).toEqual([...nodeTypes()].sort());
  });

  test.for(of('id'))('%s', async ([, entry]) => {
    const absent = (type: string) => we.ask(entry, globalId(type, newId()));
    const key = theirs.keys[typeOfEntry(entry) ?? 'Customer']!;

    const answers = await Promise.all(
      [
        ...Object.entries(theirs.ids).map(([type, id]) => [we.ask(entry, id), absent(type)]),
        [we.ask(entry, key), we.ask(entry, newId())],
        [we.ask(entry, globalId('Nothing', key)), absent('Nothing')],
      ].map((pair) => Promise.all(pair)),
    );

    for (const [forForeign, forAbsent] of answers) {
      expect(forForeign).toBe(forAbsent);
      expect(forForeign).not.toContain('GRAPHQL_VALIDATION_FAILED');
    }
  });

  test.for(
    entryPoints(schema)
      .filter(isOfExport)
      .filter(({ path }) => !path.some((step) => ['and', 'or', 'not'].includes(step)))
      .map((entry) => [entry.name, entry] as const),
  )('%s: a file has nothing of another workspace', async ([, entry]) => {
    const caller = { url: server.url, token: ours.token };
    const type = typeOfEntry(entry)!;
    const write = async (id: string) => {
      const input = valueWith(entry, id, () => id) as Record<string, unknown>;
      const made = await run(caller, 'exportStart', 'Export', { ...input, format: 'JSONL' });
      await endedExport(caller, made);
      const rows = await rowsOf(caller, made);
      await run(caller, 'exportCancel', 'Export', { exportId: made });
      return rows;
    };

    expect(await write(theirs.ids[type]!)).toEqual(await write(globalId(type, newId())));
    expect(await write(ours.ids[type]!)).not.toEqual([]);
  });

  test.for(of('naturalKey'))('%s', async ([, entry]) => {
    for (const key of [theirs.email, theirs.externalId]) {
      expect(await we.ask(entry, key)).toBe(await we.ask(entry, 'nobody has this'));
    }
    const own = await Promise.all([ours.email, ours.externalId].map((key) => we.ask(entry, key)));
    expect(own.filter((answer) => answer.includes('ours'))).not.toEqual([]);
  });

  test.for(of('feedCursor'))('%s', async ([, entry]) => {
    const feedHead = async (token: string) =>
      (await server.graphql<{ feedHead: string }>('{ feedHead }', {}, token)).data.feedHead;
    const foreign = await feedHead(theirs.token);

    const forForeign = await we.ask(entry, foreign);

    expect(forForeign).toContain(
      entry.path.at(-1) === 'seenCursor' ? 'INVALID_INPUT' : 'INVALID_CURSOR',
    );
    expect(forForeign).toBe(await we.ask(entry, `A${foreign.slice(1, -1)}A`));
    expect(forForeign).toBe(await we.ask(entry, 'garbage'));
  });

  test('the header Last-Event-ID', async () => {
    const { data } = await server.graphql<{ feedHead: string }>('{ feedHead }', {}, theirs.token);
    const resume = async (lastEventId: string) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          authorization: `Bearer ${ours.token}`,
          'last-event-id': lastEventId,
        },
        body: JSON.stringify({ query: 'subscription { interactionFeed { __typename } }' }),
      });
      return withoutRequest(await response.text());
    };

    const forForeign = await resume(data.feedHead);

    expect(forForeign).toContain('INVALID_CURSOR');
    expect(forForeign).toBe(await resume('garbage'));
  });

  test.for(of('listCursor'))('%s', async ([, entry]) => {
    const foreign = await listCursorOf(they, entry);
    const own = await listCursorOf(we, entry);

    const forForeign = await we.ask(entry, foreign);

    expect(forForeign).toContain('INVALID_CURSOR');
    expect(forForeign).toBe(await we.ask(entry, `A${foreign.slice(1, -1)}A`));
    expect(forForeign).toBe(await we.ask(entry, 'garbage'));
    expect(await we.ask(entry, own)).not.toContain('errors');
  });
});

test('nothing of theirs was changed by all this', async () => {
  expect(await everythingIn(theirWorkspace.id)).toBe(theirRows);
});

describe('each entry point was really reached', () => {
  const isMutation = ([, entry]: (typeof reached)[number]) => entry.parent.name === 'Mutation';
  const reached = of('id').filter(([, entry]) => entry.parent.name !== 'Subscription');

  // Mutations come last: what they change, the others read.
  test.for(reached.toSorted((a, b) => Number(isMutation(a)) - Number(isMutation(b))))(
    '%s answers otherwise for an id of one’s own',
    async ([, entry]) => {
      const type = typeOfEntry(entry) ?? 'Customer';
      const { prober, ids } = await ownIds(entry, type);

      const forOwn = await Promise.all(ids.map((id) => prober.askPlainly(entry, id)));

      const forAbsent = await prober.askPlainly(entry, globalId(type, newId()));
      const isOther = (answer: string) => withoutRequest(answer) !== withoutRequest(forAbsent);
      expect(forOwn.some(isOther)).toBe(true);
    },
  );

  /** A mutation changes what it is given, so each gets objects of its own. */
  async function ownIds(entry: EntryPoint, type: string) {
    if (entry.parent.name !== 'Mutation') {
      return { prober: we, ids: [ours.ids[type]!, ours.branchId] };
    }
    const name = entry.name.replaceAll(/[^a-z]/gi, '-').slice(0, 60);
    const fresh = await populate(server, server.workspace, name);
    const other = await populate(server, server.workspace, `${name}-other`);
    return { prober: openProber(server, fresh, beginning), ids: [other.ids[type]!] };
  }
});
