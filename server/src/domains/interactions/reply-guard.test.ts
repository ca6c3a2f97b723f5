import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { aCustomer } from '../../../testing/factories/customers.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/permission.ts';
import type { CommandContext } from '../../live/change.ts';
import type { Position } from '../../live/cursor.ts';
import { newEpoch, readHead } from '../../live/feed-head.ts';
import { sequenceBatch, startSequencer } from '../../live/sequencer.ts';
import { openLog } from '../../platform/log.ts';
import { logInteraction } from './log-interaction.ts';
import { UnseenInteractions } from './problems.ts';
import { MOST_UNSEEN } from './unseen-interactions.ts';

const { ours, database, logPool, close } = await openTestWorkspaces();
afterAll(close);

const head = async (): Promise<Position> => {
  const { seq, epoch } = await readHead(logPool);
  return { seq, epoch };
};
const number = async () => {
  while ((await sequenceBatch(logPool)).events.length > 0);
};
const log = (as: CommandContext, customerId: string, seen?: Position) =>
  logInteraction(as, { customerId, channel: 'EMAIL', seen });

async function unseenOf(run: Promise<unknown>) {
  const problem = await refusalOf(run);
  if (!(problem instanceof UnseenInteractions)) throw problem;
  return problem.unseen;
}

describe('a reply that says how far its writer has seen', () => {
  test.each([
    ['numbered', number],
    ['committed and not yet numbered', async () => {}],
  ])('is held back by what somebody else logged since (%s)', async (_, settle) => {
    const customerId = await aCustomer(ours);
    await log(ours.as('MANAGER'), customerId);
    await number();
    const seen = await head();
    const { id } = await log(ours.as('MANAGER'), customerId);
    await settle();

    const unseen = await unseenOf(log(ours, customerId, seen));

    expect(unseen).toMatchObject({ isKnown: true, ids: [id], totalCount: 1 });
    expect(await database.interaction.count({ where: { customerId } })).toBe(2);
  });

  test('is written where nothing came in between', async () => {
    const [customerId, another] = [await aCustomer(ours), await aCustomer(ours)];
    await log(ours.as('MANAGER'), customerId);
    await number();
    const seen = await head();
    await log(ours.as('MANAGER'), another);

    await log(ours, customerId, seen);

    expect(await database.interaction.count({ where: { customerId } })).toBe(2);
  });

  test('is not held back by its writer’s own interactions', async () => {
    const customerId = await aCustomer(ours);
    const seen = await head();
    await log(ours, customerId);
    await log({ ...ours, viewer: { ...ours.viewer, sessionId: newId() } }, customerId);

    await log(ours, customerId, seen);

    expect(await database.interaction.count({ where: { customerId } })).toBe(3);
  });

  test('is not held back by what has been deleted since', async () => {
    const customerId = await aCustomer(ours);
    const seen = await head();
    const { id } = await log(ours.as('MANAGER'), customerId);
    await database.interaction.delete({ where: { id } });

    await log(ours, customerId, seen);

    expect(await database.interaction.count({ where: { customerId } })).toBe(1);
  });

  test('is shown the first that it missed, and the rest when it has seen those', async () => {
    const customerId = await aCustomer(ours);
    const seen = await head();
    const logged: string[] = [];
    for (let i = 0; i < MOST_UNSEEN + 2; i++)
      logged.push((await log(ours.as('MANAGER'), customerId)).id);
    await number();

    const first = await unseenOf(log(ours, customerId, seen));
    const rest = await unseenOf(log(ours, customerId, { epoch: seen.epoch, seq: first.lastSeq! }));

    expect(first.totalCount).toBe(MOST_UNSEEN + 2);
    expect(first.ids).toEqual(logged.slice(0, MOST_UNSEEN));
    expect(rest.ids).toEqual(logged.slice(MOST_UNSEEN));
  });

  test('answers its first writing when it is repeated, whatever came in between', async () => {
    const customerId = await aCustomer(ours);
    const seen = await head();
    const reply = { customerId, channel: 'EMAIL', seen, idempotencyKey: newId() } as const;

    const first = await logInteraction(ours, reply);
    await log(ours.as('MANAGER'), customerId);
    const again = await logInteraction(ours, reply);
    const withLaterCursor = await logInteraction(ours, { ...reply, seen: await head() });

    expect([again, withLaterCursor]).toEqual([first, first]);
  });

  test('may be sent with the same key once its writer has decided', async () => {
    const customerId = await aCustomer(ours);
    const reply = { customerId, channel: 'EMAIL', idempotencyKey: newId() } as const;
    const seen = await head();
    await log(ours.as('MANAGER'), customerId);

    await unseenOf(logInteraction(ours, { ...reply, seen }));
    const { id } = await logInteraction(ours, reply);

    expect(await database.interaction.count({ where: { id } })).toBe(1);
  });

  test('is held back where its position can no longer be compared', async () => {
    const customerId = await aCustomer(ours);
    const { id } = await log(ours.as('MANAGER'), customerId);
    await number();
    const before = await head();
    await newEpoch(logPool);

    const ofAnotherEpoch = await unseenOf(log(ours, customerId, before));
    const beyond = await unseenOf(
      log(ours, customerId, { ...(await head()), seq: before.seq + 1_000n }),
    );
    await database.feedHead.updateMany({ data: { floor: before.seq + 1n } });
    const expired = await unseenOf(log(ours, customerId, { ...(await head()), seq: 0n }));

    expect(ofAnotherEpoch).toMatchObject({ isKnown: false, ids: [id] });
    expect(beyond).toMatchObject({ isKnown: false, ids: [id] });
    expect(expired).toMatchObject({ isKnown: false, ids: [], totalCount: 0 });
    expect(expired.lastSeq).toBe((await head()).seq);
    await database.feedHead.updateMany({ data: { floor: 1n } });
  });
});

const AGENTS: readonly Role[] = ['OWNER', 'ADMIN', 'MANAGER', 'AGENT'];
/** What others do meanwhile: log without a guard, or take the lock, write and roll back. */
const acts = fc.array(
  fc.record({ as: fc.constantFrom(...AGENTS), does: fc.constantFrom('log', 'undone') } as const),
  { maxLength: 3 },
);
const rounds = fc.record({
  replying: fc.subarray([...AGENTS], { minLength: 2 }),
  besides: acts,
  isSequencing: fc.boolean(),
});

/** Locks the customer and writes as a command would, and rolls back. */
async function undone(as: CommandContext, customerId: string) {
  const client = await logPool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT id FROM customers WHERE id = $1 FOR UPDATE', [customerId]);
    await client.query(
      `INSERT INTO outbox (workspace_id, name, subject_type, subject_id, customer_id, changed_fields,
        payload, actor_kind, actor_id, occurred_at, recorded_at)
      VALUES ($1, 'interaction.logged', 'Interaction', gen_random_uuid(), $2, '{}', '{}', 'USER', $3, now(), now())`,
      [ours.id, customerId, as.viewer.userId],
    );
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

test(
  'of those who answer at once with the same position, one is written and the others see it',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async ({ replying, besides, isSequencing }) => {
        const customerId = await aCustomer(ours);
        const seen = await head();
        const sequencer = isSequencing
          ? startSequencer({ pool: logPool, log: openLog('silent'), onSequenced() {} })
          : null;
        const wakeSequencer = () => sequencer?.wake();
        const as = (role: Role) => ({ ...ours.as(role), wakeSequencer });

        const replies = replying.map(async (role) => {
          try {
            return { role, ...(await log(as(role), customerId, seen)), unseen: [] };
          } catch (error) {
            if (!(error instanceof UnseenInteractions)) throw error;
            return { role, id: null, unseen: error.unseen.ids };
          }
        });
        const others = besides.map(({ as: role, does }) =>
          does === 'undone' ? undone(as(role), customerId) : log(as(role), customerId),
        );
        const answers = await Promise.all(replies);
        await Promise.all(others);
        await sequencer?.stop();
        await number();

        const order = await database.eventLog.findMany({
          where: { customerId, name: 'interaction.logged' },
          orderBy: { seq: 'asc' },
        });
        for (const { role, id, unseen } of answers) {
          const place = order.findIndex(({ subjectId }) => subjectId === id);
          const byOthers = (id === null ? order : order.slice(0, place))
            .filter(({ actorId }) => actorId !== ours.members[role])
            .map(({ subjectId }) => subjectId);
          expect(unseen).toEqual(id === null ? byOthers.slice(0, unseen.length) : byOthers);
          expect(unseen.length > 0).toBe(id === null);
        }
        const loggers = besides.filter(({ does }) => does === 'log').length;
        const written = answers.filter(({ id }) => id !== null).length;
        expect(order).toHaveLength(written + loggers);
        expect(order.length).toBeGreaterThan(0);
        expect(written).toBeLessThanOrEqual(loggers === 0 ? 1 : replying.length);
      }),
      { numRuns: 200 },
    );
  },
);
