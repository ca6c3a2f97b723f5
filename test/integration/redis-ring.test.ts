import { afterEach, beforeEach, expect, test } from 'vitest';
import { newEpoch, readHead } from '../../server/src/live/feed-head.ts';
import type { LoggedEvent } from '../../server/src/live/logged-event.ts';
import { openRedisRing, type RedisRing } from '../../server/src/live/redis-ring.ts';
import { sequenceBatch } from '../../server/src/live/sequencer.ts';
import { startTail, type Tail } from '../../server/src/live/tail.ts';
import { waitUntil } from '../../server/src/platform/wait-until.ts';
import { openTestLog, type TestLog } from '../../server/testing/test-log.ts';
import { type Inbox, openInbox } from '../support/inbox.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';

const LIMIT_MS = 15_000;

let redis: TestRedis;
let testLog: TestLog;
let nodes: { ring: RedisRing; tail: Tail }[];

beforeEach(async () => {
  redis = await startRedis();
  testLog = await openTestLog();
  nodes = [];
});
afterEach(async () => {
  for (const { ring, tail } of nodes) {
    await ring.stop();
    await tail.stop();
  }
  await testLog.close();
  await redis.stop();
});

interface Node {
  readonly ring: RedisRing;
  readonly tail: Tail;
  /** What it has seen, each event as it came. */
  readonly seen: Inbox<LoggedEvent>;
  /** How often it has read the log in PostgreSQL. */
  readonly reads: () => number;
}

/** A node that hears of events by Redis, or else by looking: nobody rings a bell here. */
async function openNode(url = redis.url): Promise<Node> {
  let reads = 0;
  const { log, pool } = testLog;
  const counted = new Proxy(pool, {
    get(target, key) {
      if (key !== 'query') return Reflect.get(target, key) as unknown;
      return (statement: { name: string }) => {
        if (statement.name === 'read-log') reads++;
        return pool.query(statement as never);
      };
    },
  });
  const tail = await startTail(counted, log);
  const seen = openInbox<LoggedEvent>();
  tail.observe((event) => seen.push(event));
  const ring = openRedisRing({ url, pool, tail, log });
  nodes.push({ ring, tail });
  return { ring, tail, seen, reads: () => reads };
}

const untilUp = async ({ ring }: Node) => {
  expect(await waitUntil(() => Promise.resolve(ring.isUp || undefined), LIMIT_MS)).toBe(true);
};
const untilDown = async ({ ring }: Node) => {
  expect(await waitUntil(() => Promise.resolve(!ring.isUp || undefined), LIMIT_MS)).toBe(true);
};

/** Logs events and numbers them in one batch, which the node may send on or not. */
async function number(count: number, sender?: Node): Promise<boolean | undefined> {
  await testLog.pool.query(
    `INSERT INTO outbox (workspace_id, name, subject_type, subject_id, owner_id, before, changed_fields,
      payload, actor_kind, actor_id, occurred_at, recorded_at)
    SELECT $1, 'customer.noted', 'Customer', gen_random_uuid(), gen_random_uuid(),
      jsonb_build_object('ownerId', gen_random_uuid()), '{owner}', jsonb_build_object('note', 'Žofie ' || n),
      'USER', gen_random_uuid(), now() - interval '1 day', now()
    FROM generate_series(1, $2) n`,
    [testLog.workspaceId, count],
  );
  const batch = await sequenceBatch(testLog.pool);
  return sender?.ring.publish(batch);
}

/** Every event once, in order, and as the log has it. */
async function untilSeenAll(node: Node): Promise<void> {
  const log = await testLog.read();
  await node.seen.until('all events', (seen) => seen.length >= log.length);
  expect(node.seen.all).toEqual(log);
}

test('events reach another node by Redis, as the log has them, and PostgreSQL is not asked for them', async () => {
  const [sender, receiver] = [await openNode(), await openNode()];
  await untilUp(receiver);
  await number(1, sender);
  await untilSeenAll(receiver);
  const startedAt = performance.now();
  const before = receiver.reads();

  for (let batch = 1; batch <= 100; batch++) {
    expect(await number(3, sender)).toBe(true);
    await receiver.seen.until(`batch ${batch}`, (seen) => seen.length === 1 + 3 * batch);
  }

  await untilSeenAll(receiver);
  const looks = 1 + Math.ceil((performance.now() - startedAt) / 1_000);
  expect(receiver.reads() - before).toBeLessThanOrEqual(looks);
});

test('a batch that was sent twice stands in the stream once', async () => {
  const [sender, receiver] = [await openNode(), await openNode()];
  await untilUp(receiver);
  await testLog.append(1);
  await number(2, sender);
  const again = { events: (await testLog.read()).slice(1), epoch: sender.tail.epoch };

  expect(await sender.ring.publish(again)).toBe(false);
  await number(1, sender);

  await untilSeenAll(receiver);
});

test('a node that misses events in Redis reads them from PostgreSQL, and goes on with Redis', async () => {
  const [sender, receiver] = [await openNode(), await openNode()];
  await untilUp(receiver);

  for (let round = 0; round < 5; round++) {
    await number(2);
    await number(2, sender);
  }
  await untilSeenAll(receiver);
  await number(9);
  const events = (await testLog.read()).slice(-9).filter((_event, index) => index % 3 !== 2);
  await sender.ring.publish({ events, epoch: sender.tail.epoch });

  await untilSeenAll(receiver);
  expect(receiver.ring.isUp).toBe(true);
});

test('Redis emptied while events flow loses none', async () => {
  const [sender, receiver] = [await openNode(), await openNode()];
  await untilUp(receiver);

  for (let round = 0; round < 5; round++) {
    await number(20, sender);
    await redis.flush();
  }
  await number(1, sender);

  await untilSeenAll(receiver);
  expect(receiver.seen.all).toHaveLength(101);
});

test('Redis killed, and started again empty: nothing is lost, and it is used again', async () => {
  const [sender, receiver] = [await openNode(), await openNode()];
  await untilUp(receiver);
  await number(5, sender);

  await redis.kill();
  await untilDown(receiver);
  expect(await number(5, sender)).toBe(false);
  await untilSeenAll(receiver);

  await redis.start();
  await untilUp(receiver);
  await expect.poll(() => number(1, sender), { timeout: LIMIT_MS }).toBe(true);
  await untilSeenAll(receiver);
});

test('a Redis that hangs is known to within a fraction of a second, and loses nothing', async () => {
  const [sender, receiver] = [await openNode(), await openNode()];
  await untilUp(receiver);
  await number(5, sender);
  await untilSeenAll(receiver);

  redis.freeze();
  const startedAt = performance.now();
  expect(await number(5, sender)).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  await untilSeenAll(receiver);
  await untilDown(receiver);
  await number(5, sender);
  await untilSeenAll(receiver);

  redis.thaw();
  await untilUp(receiver);
  await expect.poll(() => number(1, sender), { timeout: LIMIT_MS }).toBe(true);
  await untilSeenAll(receiver);
});

test('without a Redis from the start a node reads PostgreSQL, and takes Redis up once it is there', async () => {
  await redis.kill();
  const [sender, receiver] = [await openNode(), await openNode()];

  expect(await number(5, sender)).toBe(false);
  await untilSeenAll(receiver);
  await redis.start();

  await untilUp(receiver);
  await expect.poll(() => number(1, sender), { timeout: LIMIT_MS }).toBe(true);
  await untilSeenAll(receiver);
});

test('what Redis holds of a later life of the database is dropped, not believed', async () => {
  const sender = await openNode();
  await untilUp(sender);
  await number(3, sender);
  const restored = await testLog.read();
  await number(10, sender);
  await testLog.pool.query('DELETE FROM event_log WHERE seq > $1', [restored.at(-1)!.seq]);
  await testLog.pool.query('UPDATE feed_head SET seq = $1', [restored.at(-1)!.seq]);

  const receiver = await openNode();
  await untilUp(receiver);
  expect(await number(1, receiver)).toBe(true);

  await receiver.seen.until('the new event', (seen) => seen.length > 0);
  expect(receiver.seen.all).toEqual((await testLog.read()).slice(3));
});

test('after a new epoch nodes find each other again in a stream of its own', async () => {
  const [sender, receiver] = [await openNode(), await openNode()];
  await untilUp(receiver);
  await number(2, sender);

  await newEpoch(testLog.pool);
  await number(2, sender);
  await untilSeenAll(receiver);
  const { epoch } = await readHead(testLog.pool);
  await expect.poll(() => receiver.tail.epoch, { timeout: LIMIT_MS }).toBe(epoch);
  const reads = receiver.reads();
  for (let round = 0; round < 20; round++) await number(1, sender);

  await untilSeenAll(receiver);
  expect(receiver.reads() - reads).toBeLessThan(10);
});
