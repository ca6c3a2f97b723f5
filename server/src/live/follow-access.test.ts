import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestLog, reached, type TestLog } from '../../testing/test-log.ts';
import { defineEvent } from '../kernel/event.ts';
import { newId } from '../kernel/ids.ts';
import { change } from './change.ts';
import { type FeedItem, follow, type FollowOptions } from './follow.ts';
import type { Emit } from './pending-event.ts';
import { startTail, type Tail } from './tail.ts';
import { topic } from './topic-index.ts';

let testLog: TestLog;
let tail: Tail;
let stop: AbortController;

beforeAll(async () => {
  testLog = await openTestLog();
});
afterAll(() => testLog.close());
beforeEach(async () => {
  stop = new AbortController();
  tail = await startTail(testLog.pool, testLog.log);
});
afterEach(async () => {
  stop.abort();
  await tail.stop();
});

function following(options: Partial<FollowOptions>) {
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

async function take(items: AsyncGenerator<FeedItem, void>, count: number): Promise<FeedItem[]> {
  const taken: FeedItem[] = [];
  while (taken.length < count) taken.push((await items.next()).value!);
  return taken;
}

const here = () => ({ epoch: tail.epoch, seq: tail.position });

async function append(count: number): Promise<void> {
  const head = await testLog.append(count);
  tail.poke();
  await reached(tail, head);
}

/** What ends the stream of a user: an event about its access. */
const promoted = defineEvent({
  name: 'user.promoted-in-test',
  subjectType: 'User',
  permission: 'users:read',
  payload: z.object({}),
  changesAccessOf: 'SUBJECT',
});
const policyChanged = defineEvent({
  name: 'policy.changed-in-test',
  subjectType: 'Workspace',
  permission: 'workspace:read',
  payload: z.object({ ofRole: z.string() }),
  changesAccessOf: 'ROLE',
});

async function promote(userId: string): Promise<bigint> {
  return emitted((emit) => emit(promoted, { subjectId: userId, payload: {} }));
}

async function changePolicy(ofRole: string): Promise<bigint> {
  return emitted((emit) =>
    emit(policyChanged, { subjectId: testLog.workspaceId, payload: { ofRole } }),
  );
}

async function emitted(work: (emit: Emit) => void): Promise<bigint> {
  await change(testLog.ctx, { operation: 'note', input: {} }, async (_tx, emit) => {
    work(emit);
    return { id: newId() };
  });
  await testLog.sequence();
  const { seq } = (await testLog.read()).at(-1)!;
  tail.poke();
  await reached(tail, seq);
  return seq;
}

test.for(['SUBJECT', 'ROLE'] as const)(
  'where the access of its user changes (%s), a stream ends: all before it is told, nothing after',
  async (whose) => {
    const user = { userId: newId(), role: 'AGENT' } as const;
    const items = following({ user });
    await take(items, 1);
    await promote(newId());
    await changePolicy('MANAGER');
    await append(2);
    const changedAt = await (whose === 'SUBJECT' ? promote(user.userId) : changePolicy(user.role));
    await append(3);

    const told = await take(items, 6);

    expect(told.slice(0, 5).map((item) => 'at' in item && item.at)).toEqual(
      [4n, 3n, 2n, 1n, 0n].map((before) => changedAt - before),
    );
    expect(told[5]).toMatchObject({
      type: 'gap',
      reason: 'ACCESS_CHANGED',
      resumeFrom: changedAt,
    });
    expect(await items.next()).toEqual({ done: true, value: undefined });
  },
);

test('a user who waits for something else alone is still let go when its access changes', async () => {
  const user = { userId: newId(), role: 'AGENT' } as const;
  const items = following({
    user,
    topics: [topic('customerId', newId())],
    judge: () => null,
  });
  await take(items, 1);
  const waiting = take(items, 1);

  const changedAt = await promote(user.userId);

  expect(await waiting).toMatchObject([
    { type: 'gap', reason: 'ACCESS_CHANGED', resumeFrom: changedAt },
  ]);
});

test('one who comes back from before its access changed is told so first, from memory or from the log', async () => {
  const user = { userId: newId(), role: 'AGENT' } as const;
  const after = here();
  const changedAt = await promote(user.userId);
  await append(2);
  const gap = { type: 'gap', reason: 'ACCESS_CHANGED', resumeFrom: changedAt };

  const fromMemory = await take(following({ after, user }), 1);
  await tail.stop();
  tail = await startTail(testLog.pool, testLog.log);
  const fromLog = await take(following({ after, user }), 1);
  const behind = await take(following({ after: { ...after, seq: changedAt }, user }), 1);
  const another = await take(following({ after, user: { ...user, userId: newId() } }), 1);

  expect([fromMemory, fromLog]).toMatchObject([[gap], [gap]]);
  expect([behind, another]).toMatchObject([[{ type: 'heartbeat' }], [{ type: 'heartbeat' }]]);
});

test('one whose user was looked up before its access changed is told so, though it begins behind it', async () => {
  const user = { userId: newId(), role: 'AGENT' } as const;
  const since = tail.position;
  const changedAt = await promote(user.userId);

  const began = await take(following({ user, since }), 1);
  const lookedUpLater = await take(following({ user, since: tail.position }), 1);

  expect(began).toMatchObject([{ type: 'gap', resumeFrom: changedAt }]);
  expect(lookedUpLater).toMatchObject([{ type: 'heartbeat' }]);
});
