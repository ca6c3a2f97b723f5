import fc from 'fast-check';
import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTestLog, reached, type TestLog } from '../../testing/test-log.ts';
import { newId } from '../kernel/ids.ts';
import { newEpoch, readHead } from './feed-head.ts';
import { CATCH_UP_SIZE, type FeedItem, follow, type FollowOptions } from './follow.ts';
import type { LoggedEvent } from './logged-event.ts';
import { RING_SIZE, startTail, type Tail } from './tail.ts';

let testLog: TestLog;
let tail: Tail;
let stop: AbortController;

beforeAll(async () => {
  testLog = await openTestLog();
});
afterAll(() => testLog.close());
afterEach(async () => {
  stop.abort();
  await tail.stop();
});

/** Follows our workspace, on a process that started at this moment. */
async function following(options: Partial<FollowOptions> = {}) {
  stop = new AbortController();
  tail = await startTail(testLog.pool, testLog.log);
  return again(options);
}

/** The same on the process that runs already. */
function again(options: Partial<FollowOptions> = {}) {
  return follow({
    pool: testLog.pool,
    tail,
    workspaceId: testLog.workspaceId,
    after: null,
    judge: () => 'CHANGE',
    signal: stop.signal,
    ...options,
  });
}

/** Logs events, and waits until this process has seen them. */
async function append(count: number, workspaceId?: string): Promise<void> {
  const head = await testLog.append(count, workspaceId);
  tail.poke();
  await reached(tail, head);
}

async function take(items: AsyncGenerator<FeedItem, void>, count: number): Promise<FeedItem[]> {
  const taken: FeedItem[] = [];
  while (taken.length < count) {
    const { done, value } = await items.next();
    if (done) throw new Error(`It ended after ${taken.length} items.`);
    taken.push(value);
  }
  return taken;
}

/** Where the log stands, as `after`. */
async function here(): Promise<NonNullable<FollowOptions['after']>> {
  const { epoch, seq } = await readHead(testLog.pool);
  return { epoch, seq };
}

const numbers = (items: readonly FeedItem[]) =>
  items.flatMap((item) => (item.type === 'event' ? [item.event.payload['number']] : []));

test('at once there is a heartbeat to go on from, then each event names the item before it', async () => {
  const items = await following();

  const [first] = await take(items, 1);
  await append(3);
  const events = await take(items, 3);

  const { seq } = await here();
  expect(first).toEqual({ type: 'heartbeat', at: seq - 3n, previous: seq - 3n });
  expect(events).toMatchObject([
    { type: 'event', kind: 'CHANGE', at: seq - 2n, previous: seq - 3n },
    { type: 'event', kind: 'CHANGE', at: seq - 1n, previous: seq - 2n },
    { type: 'event', kind: 'CHANGE', at: seq, previous: seq - 1n },
  ]);
});

test('what happened while away comes first, and nothing twice', async () => {
  await testLog.append(1);
  const after = await here();
  await testLog.append(CATCH_UP_SIZE * 2 + 7);
  const items = await following({ after });
  await append(3);

  const caughtUp = await take(items, 1 + CATCH_UP_SIZE * 2 + 7 + 3);

  expect(caughtUp[0]).toEqual({ type: 'heartbeat', at: after.seq, previous: after.seq });
  const places = caughtUp.slice(1).map(({ at }: FeedItem & { at?: bigint }) => at);
  expect(places).toEqual(places.map((_, index) => after.seq + 1n + BigInt(index)));
});

test('a position that memory has let go of is read from the log, up to the present', async () => {
  const items = await following();
  const after = await here();
  await take(items, 1);
  await append(RING_SIZE + 100);
  await append(1);

  const events = await take(items, RING_SIZE + 101);

  expect(tail.after(after.seq)).toBeNull();
  expect(new Set(events.map((item) => 'at' in item && item.at)).size).toBe(RING_SIZE + 101);
  expect(events.at(-1)).toMatchObject({ at: after.seq + BigInt(RING_SIZE) + 101n });
});

test('other workspaces and what the filter leaves out are passed over, and the chain is whole', async () => {
  const judge = ({ payload }: LoggedEvent) => (payload['number'] === 2 ? 'LEAVE' : null);
  const items = await following({ judge });
  const [first] = await take(items, 1);

  await append(4, newId());
  await append(2);
  await append(4, newId());
  await append(2);
  const [one, two] = await take(items, 2);

  const { workspaceId } = testLog;
  const ours = { kind: 'LEAVE', event: { workspaceId, payload: { number: 2 } } };
  expect(one).toMatchObject({ ...ours, previous: (first as { at: bigint }).at });
  expect(two).toMatchObject({ ...ours, previous: (one as { at: bigint }).at });
});

test('silence is broken by a heartbeat that stands at the head, however little concerns one', async () => {
  const items = await following({ heartbeatMs: 30, judge: () => null });
  const [first] = await take(items, 1);
  await append(5);

  let previous = (first as { at: bigint }).at;
  const { seq } = await here();
  while (previous < seq) {
    const [next] = await take(items, 1);
    expect(next).toMatchObject({ type: 'heartbeat', previous });
    previous = (next as { at: bigint }).at;
  }
  expect(previous).toBe(seq);
});

test('a position older than the log is kept is a gap, and says where to go on', async () => {
  const after = await here();
  const head = await testLog.append(10);
  await testLog.pool.query('UPDATE feed_head SET floor = seq - 3');

  const expired = await take(await following({ after }), 1);
  const last = await take(again({ after: { ...after, seq: head - 4n } }), 4);

  expect(expired).toMatchObject([{ type: 'gap', reason: 'CURSOR_EXPIRED', resumeFrom: head - 4n }]);
  expect(numbers(last)).toEqual([7, 8, 9]);
});

test('one who reads on too slowly for what is kept is told of the gap', async () => {
  const items = await following();
  await take(items, 1);
  await append(RING_SIZE + 1);
  const { seq } = await here();
  await testLog.pool.query('UPDATE feed_head SET floor = seq');

  const next = await take(items, 1);

  expect(next).toMatchObject([{ type: 'gap', reason: 'CURSOR_EXPIRED', resumeFrom: seq - 1n }]);
  expect(await items.next()).toEqual({ done: true, value: undefined });
});

test('a position of before a restore, or beyond the head, is a gap', async () => {
  const before = await here();
  await newEpoch(testLog.pool);
  const now = await here();
  const gap = {
    type: 'gap',
    reason: 'EPOCH_CHANGED',
    resumeFrom: now.seq,
    epoch: now.epoch,
  };

  expect(await take(await following({ after: before }), 1)).toEqual([gap]);
  expect(await take(again({ after: { ...now, seq: now.seq + 1n } }), 1)).toEqual([gap]);
  expect(await take(again({ after: now }), 1)).toMatchObject([{ type: 'heartbeat' }]);
});

test('a restore under an open feed ends it with a gap', async () => {
  const items = await following();
  await take(items, 1);

  await newEpoch(testLog.pool);
  await append(1);

  const rest = await take(items, 1);
  expect(rest).toMatchObject([{ type: 'gap', reason: 'EPOCH_CHANGED' }]);
});

test('when it is no longer wanted it ends at once, also while it waits', async () => {
  const items = await following();
  await take(items, 1);
  const waiting = items.next();

  stop.abort();

  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('when the process is about to stop, everything so far is told, and a heartbeat ends it', async () => {
  const drain = new AbortController();
  const items = await following({ drain: drain.signal });
  await take(items, 1);
  await append(3);
  await take(items, 1);

  drain.abort();
  const rest = await take(items, 3);

  expect(numbers(rest)).toEqual([2, 3]);
  expect(rest[2]).toMatchObject({ type: 'heartbeat', at: (await here()).seq });
  expect((rest[2] as { reconnectAfterMs: number }).reconnectAfterMs).toBeGreaterThanOrEqual(0);
  expect(await items.next()).toEqual({ done: true, value: undefined });
});

test('nothing is told before this process has seen it itself', async () => {
  const after = await here();
  await testLog.append(5);
  const drain = new AbortController();
  const items = await following({ after, drain: drain.signal });
  await tail.stop();
  await testLog.append(3);
  await take(items, 1 + 5);

  drain.abort();

  expect(await take(items, 1)).toMatchObject([{ type: 'heartbeat', at: tail.position }]);
});

test('what happens while the log is being read is not passed over', async () => {
  const after = await here();
  await testLog.append(5);
  const late = Object.assign(Object.create(testLog.pool) as Pool, {
    async query(question: string) {
      const answer = await testLog.pool.query(question);
      await append(3);
      return answer;
    },
  });
  const items = await following({ after, pool: late });

  const told = (await take(items, 1 + 11)).flatMap((item) => ('event' in item ? [item.at] : []));

  expect(told).toEqual(Array.from({ length: 11 }, (_, index) => after.seq + 1n + BigInt(index)));
});

test('wherever one comes in, and however often, everything comes once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 12 }),
      async (batches, sittings) => {
        const start = await here();
        await following();
        const total = batches.reduce((sum, size) => sum + size, 0);
        const writing = (async () => {
          for (const size of batches) await append(size);
        })();

        let after = start;
        const told: bigint[] = [];
        for (let sitting = 0; told.length < total; sitting++) {
          const items = again({ after });
          const wanted = Math.min(sittings[sitting % sittings.length]!, total - told.length);
          for (const item of await take(items, 1 + wanted)) {
            if (item.type === 'event') told.push(item.at);
            after = { ...after, seq: (item as { at: bigint }).at };
          }
          await items.return(undefined);
        }
        await writing;
        await tail.stop();

        expect(told).toEqual(told.map((_, index) => start.seq + 1n + BigInt(index)));
      },
    ),
    { numRuns: 8 },
  );
}, 30_000);
