import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { anExport as start } from '../../../testing/factories/exports.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { exportCancel } from './export-cancel.ts';
import { MAX_KEPT_OF_USER, MAX_UNFINISHED_OF_WORKSPACE } from './export-limits.ts';
import { forgetOldExports } from './forget-old-exports.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);
beforeEach(async () => {
  await database.export.deleteMany();
});

const rowOf = (id: string) => database.export.findUniqueOrThrow({ where: { id } });
const finish = (id: string) => database.export.update({ where: { id }, data: { status: 'DONE' } });

describe('starting an export', () => {
  test('it waits for a process to write it, told once, with the place of the log noted', async () => {
    const { seq, epoch } = await database.feedHead.findFirstOrThrow();

    const { id } = await start(ours, { filter: { createdAt: { gte: world.now } } });

    expect(await rowOf(id)).toMatchObject({
      status: 'QUEUED',
      userId: ours.members.AGENT,
      filter: { createdAt: { gte: '2026-03-11T15:20:00.000Z' } },
      cursorSeq: seq,
      cursorEpoch: epoch,
      rowsExpected: null,
      expiresAt: new Date('2026-03-14T15:20:00.000Z'),
    });
    expect(await ours.namesAbout(id)).toEqual(['export.started']);
  });

  test('a repeat with the same key starts one', async () => {
    const first = await start(ours, { idempotencyKey: 'once' });

    expect(await start(ours, { idempotencyKey: 'once' })).toEqual(first);
    expect(await database.export.count()).toBe(1);
  });

  test('a list that one may not see is refused', async () => {
    const ctx = { ...ours, viewer: { ...ours.viewer, permissions: new Set<never>() } };

    expect(await refusalOf(start(ctx))).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('one has two under way at most, also when they are started side by side', async () => {
    const starting = Array.from({ length: 5 }, () => start(ours).catch((error: object) => error));

    const answers = await Promise.all(starting);

    expect(answers.filter((answer) => 'code' in answer)).toMatchObject(
      Array.from({ length: 3 }, () => ({ code: 'TOO_MANY_EXPORTS' })),
    );
    expect(await database.export.count()).toBe(2);
    expect(await start(theirs)).toHaveProperty('id');
  });

  test('a workspace has ten under way at most', async () => {
    const { id } = await start(ours);
    const row = await rowOf(id);
    const { MANAGER } = ours.members;
    await database.export.createMany({
      data: Array.from({ length: MAX_UNFINISHED_OF_WORKSPACE - 1 }, () => ({
        ...row,
        id: newId(),
        filter: {},
        userId: MANAGER,
      })),
    });

    expect(await refusalOf(start(ours.as('OWNER')))).toMatchObject({ code: 'TOO_MANY_EXPORTS' });
  });

  test('one keeps twenty files at most; cancelling one makes room', async () => {
    const ids: string[] = [];
    for (let n = 0; n < MAX_KEPT_OF_USER; n++) {
      const { id } = await start(ours);
      await finish(id);
      ids.push(id);
    }

    const refusal = await refusalOf(start(ours));
    await exportCancel(ours, { id: ids[0]! });

    expect(refusal).toMatchObject({ code: 'TOO_MANY_EXPORTS' });
    expect(await start(ours)).toHaveProperty('id');
  });
});

describe('cancelling an export', () => {
  test('throws away what was written, told once, and stays so', async () => {
    const { id } = await start(ours);
    const content = new Uint8Array([1]);
    await database.exportChunk.create({
      data: { workspaceId: ours.id, exportId: id, number: 0, start: 0n, content },
    });

    await exportCancel(ours, { id });
    await exportCancel(ours, { id });

    expect(await rowOf(id)).toMatchObject({ status: 'CANCELLED', finishedAt: world.now });
    expect(await database.exportChunk.count()).toBe(0);
    expect(await ours.namesAbout(id)).toEqual(['export.started', 'export.cancelled']);
  });

  test.for([
    ['a colleague', () => ours.as('OWNER')],
    ['somebody of another workspace', () => theirs.as('OWNER')],
  ] as const)('%s finds none', async ([, who]) => {
    const { id } = await start(ours);

    const refusals = await Promise.all(
      [id, newId()].map((one) => refusalOf(exportCancel(who(), { id: one }))),
    );

    expect(refusals.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(await rowOf(id)).toMatchObject({ status: 'QUEUED' });
  });
});

test('an export is thrown away with its file when its time is over, no other', async () => {
  const old = await start(ours);
  const young = await start(theirs);
  await database.export.update({ where: { id: old.id }, data: { expiresAt: new Date(0) } });
  await database.exportChunk.create({
    data: {
      workspaceId: ours.id,
      exportId: old.id,
      number: 0,
      start: 0n,
      content: new Uint8Array([1]),
    },
  });

  await forgetOldExports(database, world.now);

  expect((await database.export.findMany()).map(({ id }) => id)).toEqual([young.id]);
  expect(await database.exportChunk.count()).toBe(0);
});
