import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database.ts';
import { aCustomer, anOrganization } from '../../../testing/factories/customers.ts';
import { systemViewer } from '../../domains/identity/public.ts';
import { newId } from '../../kernel/ids.ts';
import { sequenceBatch } from '../../live/sequencer.ts';
import { openDatabase, type OpenDatabase } from '../../platform/database.ts';
import { type BulkSeedDeps, seedInBulk } from './bulk-seed.ts';
import { replayByCommands } from '../../../testing/replay-by-commands.ts';
import { toldOf } from '../../../testing/told-of.ts';

const SIZE = { customers: 200, interactions: 2_000, seed: 1 };
const workspaceId = newId();
const now = new Date('2026-03-11T15:20:00.000Z');

let opened: Awaited<ReturnType<typeof openWorkspace>>;

beforeAll(async () => {
  opened = await openWorkspace();
  await seedInBulk(opened.deps, SIZE);
});

afterAll(() => opened.close());

async function openWorkspace() {
  const testDatabase: TestDatabase = await createTestDatabase();
  const open: OpenDatabase = openDatabase(testDatabase.url);
  const { database, logPool } = open;
  await database.workspace.create({ data: { id: workspaceId, name: 'Bulk', createdAt: now } });
  const deps: BulkSeedDeps = { databaseUrl: testDatabase.url, database, logPool, workspaceId };
  return {
    deps,
    ctx: {
      database,
      clock: () => now,
      source: 'api',
      viewer: systemViewer(workspaceId),
      wakeSequencer() {},
    },
    async close() {
      await open.close();
      await testDatabase.drop();
    },
  };
}

describe('what a bulk seed wrote', () => {
  test('cannot be told from what the commands write: rows, derived columns, addresses and events', async () => {
    const sample = await replayByCommands(opened.deps);

    const [ours, theirs] = await Promise.all([
      toldOf(opened.deps.logPool, workspaceId, sample.customerExternalIds),
      toldOf(opened.deps.logPool, sample.workspaceId, sample.customerExternalIds),
    ]);

    expect(ours.organizations.length).toBe(SIZE.customers / 10);
    expect(ours.customers.length).toBeGreaterThan(30);
    expect(ours.interactions.length).toBeGreaterThan(100);
    expect(ours.events.length).toBe(
      ours.organizations.length + ours.customers.length + ours.interactions.length,
    );
    expect(ours).toEqual(theirs);
  });

  test('is as much as was asked for, and some customers have most of it', async () => {
    const { rows } = await opened.deps.logPool.query<{ sum: number; most: number; half: number }>(
      `SELECT sum(n)::int AS sum, max(n)::int AS most, percentile_disc(0.5) WITHIN GROUP (ORDER BY n)::int AS half
       FROM (SELECT (SELECT count(*) FROM interactions i WHERE i.customer_id = c.id) AS n FROM customers c
         WHERE workspace_id = $1) counted`,
      [workspaceId],
    );

    expect(rows[0]!.sum).toBe(SIZE.interactions);
    // A fifth of the whole where there are 200; a twentieth where there are 20,000.
    expect(rows[0]!.most).toBe(408);
    expect(rows[0]!.half).toBe(5);
  });

  test('stands in the log in the order in which it was recorded, without a hole, and the log goes on', async () => {
    const { database, logPool } = opened.deps;
    const events = await database.eventLog.findMany({ orderBy: { seq: 'asc' } });
    const seeded = events.filter(
      (event) =>
        event.workspaceId === workspaceId &&
        /^(organization|customer|interaction)\./u.test(event.name),
    );
    const times = seeded.map(({ recordedAt }) => recordedAt.getTime());
    const begun = new Map(seeded.map(({ subjectId, seq }) => [subjectId, seq]));

    expect(seeded.length).toBe(SIZE.customers * 1.1 + SIZE.interactions);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => BigInt(index + 1)));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    for (const { subjectId, customerId, organizationId, seq } of seeded) {
      const about = [customerId, organizationId].filter((id) => id !== null && id !== subjectId);
      for (const id of about) expect(begun.get(id!)).toBeLessThan(seq);
    }

    const id = await aCustomer(opened.ctx);
    const { events: next } = await sequenceBatch(logPool);
    expect(next.map((event) => event.subjectId)).toEqual([id]);
    expect(next.at(-1)!.seq).toBe(events.at(-1)!.seq + 1n);
  });

  test('is written once: a later call adds nothing, whatever it asks for', async () => {
    const before = await opened.deps.database.eventLog.count();

    const again = await seedInBulk(opened.deps, { ...SIZE, customers: 5_000 });

    expect(again).toEqual({ customers: 200, interactions: 2_000, isNew: false });
    expect(await opened.deps.database.eventLog.count()).toBe(before);
  });
});

test('the same seed gives the same history, and another one another', async () => {
  const size = { ...SIZE, customers: 40, interactions: 200 };
  const histories: { id: string; interaction_id: string; occurred_at: Date }[][] = [];
  for (const seed of [1, 1, 2]) {
    const { deps, close } = await openWorkspace();
    await seedInBulk(deps, { ...size, seed });
    const { rows } = await deps.logPool.query<(typeof histories)[number][number]>(
      `SELECT c.id, c.name, c.email, i.id AS interaction_id, i.subject, i.body, i.occurred_at
       FROM customers c LEFT JOIN interactions i ON i.customer_id = c.id ORDER BY c.id, i.id`,
    );
    histories.push(rows);
    await close();
  }

  expect(histories[0]).toEqual(histories[1]);
  const times = histories.map((rows) => rows.map((row) => row.occurred_at.getTime()));
  expect(times[0]).not.toEqual(times[2]);
});

test('a seed that fails leaves nothing behind, and can be done again', async () => {
  const { deps, ctx, close } = await openWorkspace();
  const inTheWay = await anOrganization(ctx, { externalId: 'bulk-organization-7' });

  await expect(seedInBulk(deps, SIZE)).rejects.toThrow(
    'organizations_workspace_id_external_id_key',
  );

  expect(await deps.database.customer.count()).toBe(0);
  expect(await deps.database.eventLog.count({ where: { name: 'interaction.logged' } })).toBe(0);
  await deps.database.organization.delete({ where: { id: inTheWay } });
  expect((await seedInBulk(deps, SIZE)).isNew).toBe(true);
  await close();
});
