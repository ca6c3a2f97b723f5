import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestLog, type TestLog } from '../../testing/test-log.ts';
import { newId } from '../kernel/ids.ts';
import { RING_BYTES, RING_SIZE, startTail, type Tail } from './tail.ts';

const FOREVER_MS = 60_000;
/** Longer than the tail rests between two looks. */
const POLL_TIME_MS = 400;
const never = new AbortController().signal;

let testLog: TestLog;
let tail: Tail;

beforeAll(async () => {
  testLog = await openTestLog();
  await testLog.append(5);
});
afterAll(() => testLog.close());
beforeEach(async () => {
  tail = await startTail(testLog.pool, testLog.log);
});
afterEach(() => tail.stop());

async function append(count: number): Promise<bigint> {
  const head = await testLog.append(count);
  tail.poke();
  while (tail.position < head) await tail.waitBeyond(tail.position, FOREVER_MS, never);
  return head;
}

test('a process begins at the present head, with nothing in memory', async () => {
  const { position } = tail;

  expect(position).toBe((await testLog.read()).at(-1)!.seq);
  expect(tail.after(position)).toEqual([]);
  expect(tail.after(position - 1n)).toBeNull();
});

test('events after a position come from memory, and those before it are not told again', async () => {
  const start = tail.position;

  await append(3);

  const events = tail.after(start) ?? [];
  expect(events.map(({ seq }) => seq)).toEqual([start + 1n, start + 2n, start + 3n]);
  expect(tail.after(start + 2n)).toEqual(events.slice(2));
  expect(tail.after(tail.position + 10n)).toEqual([]);
});

test('memory holds a number of events that does not grow; who is behind is told to read the log', async () => {
  const start = tail.position;

  const head = await append(RING_SIZE + 10);

  expect(tail.after(start)).toBeNull();
  expect(tail.after(head - BigInt(RING_SIZE) - 1n)).toBeNull();
  expect(tail.after(head - BigInt(RING_SIZE))).toHaveLength(RING_SIZE);
});

test('every observer sees every event once, in order', async () => {
  const seen: bigint[] = [];
  const start = tail.position;
  const stop = tail.observe(({ seq }) => seen.push(seq));

  await append(2500);
  stop();
  await append(1);

  expect(seen).toEqual(Array.from({ length: 2500 }, (_, index) => start + 1n + BigInt(index)));
});

test('events that were just numbered here are taken as they are, without reading the log', async () => {
  const start = tail.position;
  const seen: bigint[] = [];
  const stop = tail.observe(({ seq }) => seen.push(seq));
  await testLog.append(3);
  const events = (await testLog.read()).slice(-3);

  // All at once, so that no poll of its own can have come between.
  tail.offer(events.slice(0, 2), tail.epoch);
  tail.offer(events, tail.epoch);
  const taken = tail.after(start);
  const { position } = tail;
  await tail.waitBeyond(position, POLL_TIME_MS, never);
  stop();

  expect(taken).toEqual(events);
  expect(position).toBe(start + 3n);
  expect(seen).toEqual([start + 1n, start + 2n, start + 3n]);
});

test('an offer after a hole, or of another epoch, is not taken: the log is read', async () => {
  const start = tail.position;
  await testLog.append(3);
  const events = (await testLog.read()).slice(-3);

  tail.offer(events.slice(1), tail.epoch);
  tail.offer(events, newId());
  const taken = tail.position - start;
  while (tail.position < start + 3n) await tail.waitBeyond(tail.position, FOREVER_MS, never);

  expect(taken).toBe(0n);
  expect(tail.after(start)).toEqual(events);
});

test('memory holds so many bytes, however large the events are', async () => {
  const start = tail.position;
  await testLog.append(3);
  const large = { text: 'x'.repeat(RING_BYTES / 4) };
  const events = (await testLog.read()).slice(-3).map((event) => ({ ...event, payload: large }));

  tail.offer(events, tail.epoch);

  expect(tail.after(start)).toBeNull();
  expect(tail.after(start + 2n)).toHaveLength(1);
});

test('without being poked it finds what another process has numbered', async () => {
  const { position } = tail;
  await testLog.append(1);

  await tail.waitBeyond(position, FOREVER_MS, never);

  expect(tail.position).toBe(position + 1n);
});

test('waiting ends when aborted, when its time is over, and when the process stops', async () => {
  const { position } = tail;
  const abort = new AbortController();
  const aborted = tail.waitBeyond(position, FOREVER_MS, abort.signal);
  const stopped = tail.waitBeyond(position, FOREVER_MS, never);

  await tail.waitBeyond(position, 1, never);
  abort.abort();
  await aborted;
  await tail.stop();
  await stopped;
  await tail.waitBeyond(position, FOREVER_MS, never);

  expect(tail.position).toBe(position);
});
