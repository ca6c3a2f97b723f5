import { afterAll, beforeAll, expect, test } from 'vitest';
import { noted, openTestLog, type TestLog } from '../../testing/test-log.ts';
import { newId } from '../kernel/ids.ts';
import { change, changeMany } from './change.ts';

const NOTE = { operation: 'note', input: {} };

let testLog: TestLog;

beforeAll(async () => {
  testLog = await openTestLog();
  await testLog.pool.query(`
    CREATE TABLE counted (row int PRIMARY KEY, version int NOT NULL);
    INSERT INTO counted VALUES (1, 0), (2, 0)`);
});
afterAll(() => testLog.close());

test('a change and its events are there together, in the order in which they were told', async () => {
  const { ctx, workspaceId } = testLog;
  const numbers = [3, 1, 2];

  const { id } = await change(ctx, NOTE, async (_tx, emit) => {
    const subjectId = newId();
    for (const number of numbers) emit(noted, { subjectId, payload: { number } });
    return { id: subjectId };
  });
  await testLog.sequence();

  const events = (await testLog.read()).filter((event) => event.subjectId === id);
  expect(events.map((event) => event.payload)).toEqual(numbers.map((number) => ({ number })));
  expect(events[0]).toMatchObject({
    workspaceId,
    name: 'customer.noted',
    subjectType: 'Customer',
    isGone: false,
    actorKind: 'USER',
    actorId: ctx.viewer.userId,
    before: null,
  });
});

test('a change that fails leaves neither a row nor an event, and is not announced', async () => {
  let woken = 0;
  const ctx = { ...testLog.ctx, wakeSequencer: () => void woken++ };
  const before = await versions();

  const failing = change(ctx, NOTE, async (tx, emit) => {
    await tx.$executeRaw`UPDATE counted SET version = version + 1`;
    emit(noted, { subjectId: newId(), payload: { number: 1 } });
    throw new Error('No.');
  });

  await expect(failing).rejects.toThrow('No.');
  expect(await versions()).toEqual(before);
  expect(await waiting()).toBe(0);
  expect(woken).toBe(0);
});

test('an event whose payload is not of its kind is not written, nor is its change', async () => {
  const before = await versions();

  const failing = change(testLog.ctx, NOTE, async (tx, emit) => {
    await tx.$executeRaw`UPDATE counted SET version = version + 1`;
    emit(noted, { subjectId: newId(), payload: { number: 'one' as never } });
    return { id: newId() };
  });

  await expect(failing).rejects.toThrow('number');
  expect(await versions()).toEqual(before);
  expect(await waiting()).toBe(0);
});

test('the sequencer is woken once the change can be seen', async () => {
  const seen: Promise<number>[] = [];
  const ctx = { ...testLog.ctx, wakeSequencer: () => void seen.push(waiting()) };

  await change(ctx, NOTE, async (_tx, emit) => {
    emit(noted, { subjectId: newId(), payload: { number: 1 } });
    return { id: newId() };
  });

  expect(await Promise.all(seen)).toEqual([1]);
  await testLog.sequence();
});

test('two changes that lock each other out both succeed, with one event each', async () => {
  const before = await versions();
  let arrived = 0;
  let goOn = () => {};
  const bothHold = new Promise<void>((resolve) => (goOn = resolve));
  const crossing = (first: number, second: number) =>
    change(testLog.ctx, NOTE, async (tx, emit) => {
      const id = newId();
      await tx.$executeRaw`UPDATE counted SET version = version + 1 WHERE row = ${first}`;
      if (++arrived === 2) goOn();
      await bothHold;
      await tx.$executeRaw`UPDATE counted SET version = version + 1 WHERE row = ${second}`;
      emit(noted, { subjectId: id, payload: { number: first } });
      return { id };
    });

  const made = await Promise.all([crossing(1, 2), crossing(2, 1)]);
  await testLog.sequence();

  expect(arrived).toBe(3);
  expect(await versions()).toEqual(before.map((version) => version + 2));
  const subjects = (await testLog.read()).map((event) => event.subjectId);
  for (const { id } of made) expect(subjects.filter((subject) => subject === id)).toEqual([id]);
});

test('a batch is one change: its events stand together', async () => {
  const ids = await changeMany(testLog.ctx, NOTE, async (_tx, emit) => {
    const made = [newId(), newId(), newId()];
    for (const subjectId of made) emit(noted, { subjectId, payload: { number: 1 } });
    return made;
  });
  await testLog.sequence();

  expect((await testLog.read()).slice(-3).map((event) => event.subjectId)).toEqual(ids);
});

async function versions(): Promise<number[]> {
  const { rows } = await testLog.pool.query('SELECT version FROM counted ORDER BY row');
  return rows.map(({ version }: { version: number }) => version);
}

async function waiting(): Promise<number> {
  const { rows } = await testLog.pool.query('SELECT count(*)::int AS count FROM outbox');
  return (rows[0] as { count: number }).count;
}
