import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestLog, reached, type TestLog } from '../../testing/test-log.ts';
import { newId } from '../kernel/ids.ts';
import type { LoggedEvent } from './logged-event.ts';
import { RING_BYTES, RING_SIZE, startTail, type Tail } from './tail.ts';
import { ACCESS, EVERYTHING, type Interest, topic } from './topic-index.ts';

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

/** Everything that happens in our workspace. */
const all = () => ({ workspaceId: testLog.workspaceId, topics: [EVERYTHING] });

async function append(count: number, workspaceId?: string): Promise<bigint> {
  const head = await testLog.append(count, workspaceId);
  tail.poke();
  await reached(tail, head);
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

/** Events that go on from where the tail stands. The log does not have them, so they can only have been offered. */
async function offered(count: number): Promise<LoggedEvent[]> {
  const [event] = (await testLog.read()).slice(-1);
  return Array.from({ length: count }, (_, index) => ({
    ...event!,
    seq: tail.position + 1n + BigInt(index),
  }));
}

test('events that were just numbered here are taken as they are, without reading the log', async () => {
  const start = tail.position;
  const seen: bigint[] = [];
  tail.observe(({ seq }) => seen.push(seq));
  const events = await offered(3);

  tail.offer(events.slice(0, 2), tail.epoch);
  tail.offer(events, tail.epoch);

  expect(tail.after(start)).toEqual(events);
  expect(tail.position).toBe(start + 3n);
  expect(seen).toEqual([start + 1n, start + 2n, start + 3n]);
});

test('an offer after a hole, or of another epoch, is not taken: the log is read', async () => {
  const start = tail.position;
  const events = await offered(3);

  tail.offer(events.slice(1), tail.epoch);
  tail.offer(events, newId());
  const taken = tail.position - start;
  await testLog.append(3);
  await reached(tail, start + 3n);

  expect(taken).toBe(0n);
  expect(tail.after(start)).toEqual((await testLog.read()).slice(-3));
});

test('memory holds so many bytes, however large the events are', async () => {
  const start = tail.position;
  const large = { text: 'x'.repeat(RING_BYTES / 4) };

  tail.offer(
    (await offered(3)).map((event) => ({ ...event, payload: large })),
    tail.epoch,
  );

  expect(tail.after(start)).toBeNull();
  expect(tail.after(start + 2n)).toHaveLength(1);
});

test('without being poked it finds what another process has numbered', async () => {
  const { position } = tail;
  await testLog.append(1);

  await tail.waitBeyond(position, all(), FOREVER_MS, never);

  expect(tail.position).toBe(position + 1n);
});

test('waiting ends when aborted, when its time is over, and when the process stops', async () => {
  const { position } = tail;
  const abort = new AbortController();
  const aborted = tail.waitBeyond(position, all(), FOREVER_MS, abort.signal);
  const stopped = tail.waitBeyond(position, all(), FOREVER_MS, never);

  await tail.waitBeyond(position, all(), 1, never);
  abort.abort();
  await aborted;
  await tail.stop();
  await stopped;
  await tail.waitBeyond(position, all(), FOREVER_MS, never);

  expect(tail.position).toBe(position);
});

test('one who waits sleeps through what does not concern it, and knows then how far it was quiet', async () => {
  const { position } = tail;
  const quiet = { workspaceId: newId(), topics: [EVERYTHING] };
  const waiting = tail.waitBeyond(position, all(), FOREVER_MS, never);
  const sleeping = tail.waitBeyond(position, quiet, POLL_TIME_MS, never);

  await append(3, newId());
  await append(2);

  expect(await waiting).toBe(position + 3n);
  expect(await sleeping).toBe(position + 5n);
});

test('an event is told to those alone who wait for its workspace and one of its topics', async () => {
  const told: Record<string, number> = {};
  const listen = (name: string, interest: Interest) =>
    tail.listen(interest, () => (told[name] = (told[name] ?? 0) + 1));
  const ours = testLog.workspaceId;
  const theirs = newId();
  listen('everything', { workspaceId: ours, topics: [EVERYTHING] });
  listen('several', { workspaceId: ours, topics: [topic('name', 'customer.noted'), EVERYTHING] });
  listen('the name', { workspaceId: ours, topics: [topic('name', 'customer.noted')] });
  listen('about nobody', { workspaceId: ours, topics: [topic('customerId', null)] });
  const stop = listen('stopped', { workspaceId: ours, topics: [EVERYTHING] });
  stop();
  for (let n = 0; n < 500; n++) {
    listen('others', { workspaceId: theirs, topics: [EVERYTHING] });
    listen('other customers', { workspaceId: ours, topics: [topic('customerId', newId())] });
    listen('access', { workspaceId: ours, topics: [ACCESS] });
  }

  await append(2);

  expect(told).toEqual({ everything: 2, several: 2, 'the name': 2, 'about nobody': 2 });
});

test('an event that moves something is told to those who wait for where it was', async () => {
  const [was, is] = [newId(), newId()];
  const told: string[] = [];
  const { workspaceId } = testLog;
  for (const owner of [was, is, newId()]) {
    tail.listen({ workspaceId, topics: [topic('ownerId', owner)] }, () => told.push(owner));
  }
  const [event] = await offered(1);

  tail.offer(
    [{ ...event!, scope: { ...event!.scope, ownerId: is }, before: { ownerId: was } }],
    tail.epoch,
  );

  expect(told.toSorted()).toEqual([was, is].toSorted());
});

test('one who comes from a node that is ahead is never taken back to where this process stands', async () => {
  const ahead = tail.position + 3n;
  const waiting = tail.waitBeyond(ahead, all(), FOREVER_MS, never);

  await append(4);

  expect(await waiting).toBe(ahead);
});
