import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { aCustomer, anOrganization } from '../../../testing/factories/customers.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { NO_ID } from '../../graphql/global-id.ts';
import { Problem } from '../../kernel/problem.ts';
import { waitUntil } from '../../platform/wait-until.ts';
import { logInOneStatement } from './log-in-one-statement.ts';
import { logInteraction } from './log-interaction.ts';
import { type LoggedInteraction, logInteractions } from './log-interactions.ts';

const { ours, theirs, database, close } = await openTestWorkspaces();
afterAll(close);

const organizationId = await anOrganization(ours);
const customers = [
  await aCustomer(ours, { organizationId, ownerId: ours.members.MANAGER }),
  await aCustomer(ours),
  await aCustomer(theirs),
  NO_ID,
];
const agents = [undefined, null, ours.members.MANAGER, theirs.members.AGENT, NO_ID];

const interactions = fc.record<LoggedInteraction>(
  {
    customerId: fc.constantFrom(...customers),
    channel: fc.constantFrom('CALL', 'EMAIL', 'NOTE', 'ORDER'),
    direction: fc.constantFrom(undefined, 'INBOUND', 'OUTBOUND', 'INTERNAL'),
    subject: fc.option(fc.string({ maxLength: 20 }), { nil: undefined }),
    body: fc.option(fc.string({ maxLength: 20 }), { nil: null }),
    durationSeconds: fc.constantFrom(undefined, null, 0, 60, -1),
    occurredAt: fc.constantFrom(
      undefined,
      new Date('2026-01-01T00:00:00Z'),
      new Date('2999-01-01'),
    ),
    agentId: fc.constantFrom(...agents),
    source: fc.constantFrom(undefined, 'phone-system'),
    externalId: fc.constantFrom(undefined, 'taken', 'free', ' '),
  },
  { requiredKeys: ['customerId', 'channel'] },
);

/** What a form leaves behind: its answer, its row, its event and the customer it touched. */
async function tracesOf(input: LoggedInteraction, form: () => Promise<string | Problem>) {
  await database.$executeRaw`TRUNCATE interactions, outbox CASCADE`;
  await database.$executeRaw`UPDATE customers SET last_interaction_at = '2026-03-01T00:00:00Z'`;
  await logInteractions(ours, {
    interactions: [{ customerId: customers[1]!, channel: 'NOTE', externalId: 'taken' }],
  });
  const answer = await form();
  const id = answer instanceof Problem ? null : answer;
  const withoutId = (row: object | null) =>
    row &&
    Object.fromEntries(Object.entries(row).filter(([key]) => !['id', 'subjectId'].includes(key)));
  return {
    answer: answer instanceof Problem ? [answer.name, answer.message, answer.path] : 'written',
    row: id && withoutId(await database.interaction.findUnique({ where: { id } })),
    event: id && withoutId(await database.outbox.findFirst({ where: { subjectId: id } })),
    events: await database.outbox.count(),
    customer: await database.customer.findUnique({ where: { id: input.customerId } }),
  };
}

const orProblem = async (run: () => Promise<{ id: string }>) => {
  try {
    return (await run()).id;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
};

test(
  'one statement leaves the same row, event, customer and answer as the ordinary form',
  {
    timeout: 60_000,
  },
  async () => {
    await fc.assert(
      fc.asyncProperty(interactions, async (input) => {
        const ordinary = await tracesOf(
          input,
          async () => (await logInteractions(ours, { interactions: [input] }))[0]!,
        );
        const hot = await tracesOf(input, () => orProblem(() => logInteraction(ours, input)));

        expect(hot).toEqual(ordinary);
      }),
      { numRuns: 60 },
    );
  },
);

test('what can be written is written by the one statement', async () => {
  const written = await logInOneStatement(
    ours,
    { customerId: customers[0]!, channel: 'CALL' },
    'k1',
  );

  expect(written).toEqual({ id: expect.any(String) });
});

test('a repeated key has no second effect in either form, and both know each other’s keys', async () => {
  const input = { customerId: customers[0]!, channel: 'CALL' as const };
  const hot = await logInteraction(ours, { ...input, idempotencyKey: 'both' });

  const again = await logInteraction(ours, { ...input, idempotencyKey: 'both' });
  const ordinary = await logInteractions(
    ours,
    { interactions: [input], idempotencyKey: 'both' },
    'logInteraction',
  );

  expect(again).toEqual(hot);
  expect(ordinary).toEqual([hot.id]);
});

test('a key is not spent on a customer that does not exist', async () => {
  const absent = { customerId: NO_ID, channel: 'CALL' as const, idempotencyKey: 'unspent' };
  await expect(logInteraction(ours, absent)).rejects.toThrow('no such customer');

  const { id } = await logInteraction(ours, { ...absent, customerId: customers[0]! });

  expect(await database.interaction.count({ where: { id } })).toBe(1);
});

test('a key is not spent where the customer is handed to somebody else while the row is waited for', async () => {
  const ownerId = ours.members.AGENT;
  const customerId = await aCustomer(ours, { ownerId });
  const scope = { kind: 'OWN', ownerId } as const;
  const agent = { ...ours, viewer: { ...ours.viewer, scope } };
  const input = { customerId, channel: 'CALL' as const, idempotencyKey: 'handed over' };
  const handOver = (to: string) => ({ where: { id: customerId }, data: { ownerId: to } });
  let waiting: Promise<unknown> | undefined;
  await database.$transaction(async (tx) => {
    await tx.customer.update(handOver(ours.members.MANAGER));
    waiting = logInteraction(agent, input).catch((error: unknown) => error);
    const isWaiting = async () => {
      const rows = await database.$queryRaw<unknown[]>`
        SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
      return rows.length > 0 || undefined;
    };
    expect(await waitUntil(isWaiting, 10_000)).toBe(true);
  });

  expect(await waiting).toMatchObject({ code: 'NOT_FOUND' });
  await database.customer.update(handOver(ownerId));
  const { id } = await logInteraction(agent, input);
  expect(await database.interaction.count({ where: { id, customerId } })).toBe(1);
});
