import { afterAll, describe, expect, test } from 'vitest';
import { aCustomer } from '../../../testing/factories/customers.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { type LoggedInteraction, logInteractions, MAX_BATCH } from './log-interactions.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const codes = (results: readonly (string | Problem)[]) =>
  results.map((result) => (result instanceof Problem ? result.code : 'logged'));

const count = (customerId: string) => database.interaction.count({ where: { customerId } });

describe('logging a batch', () => {
  test('rows with a problem write nothing, and do not keep the others from being written', async () => {
    const customerId = await aCustomer(ours);
    const row: LoggedInteraction = { customerId, channel: 'EMAIL' };

    const results = await logInteractions(ours, {
      interactions: [
        { ...row, subject: 'first' },
        { ...row, customerId: newId() },
        { ...row, customerId: await aCustomer(theirs) },
        { ...row, durationSeconds: -5 },
        { ...row, agentId: theirs.members.AGENT },
        { ...row, externalId: 'twice' },
        { ...row, externalId: 'twice' },
        { ...row, subject: 'last' },
      ],
    });

    expect(codes(results)).toEqual([
      'logged',
      'NOT_FOUND',
      'NOT_FOUND',
      'INVALID_INPUT',
      'NOT_FOUND',
      'logged',
      'EXTERNAL_ID_TAKEN',
      'logged',
    ]);
    expect(results[1]).toEqual(results[2]);
    expect(results[6]).toMatchObject({ existing: { id: results[5] } });
    expect(await count(customerId)).toBe(3);
  });

  test('each row written has its event, in the order of the rows', async () => {
    const customerId = await aCustomer(ours);
    const interactions = Array.from({ length: 20 }, (_, n) => ({
      customerId,
      channel: 'WEB' as const,
      subject: `${n}`,
    }));

    const results = await logInteractions(ours, { interactions });

    const events = await database.outbox.findMany({
      where: { customerId, name: 'interaction.logged' },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ subjectId }) => subjectId)).toEqual(results);
  });

  test('a repeat answers what was written, and looks again at rows that had a problem', async () => {
    const customerId = await aCustomer(ours);
    const later = newId();
    const input = {
      idempotencyKey: 'batch once',
      interactions: [
        { customerId, channel: 'CALL' as const },
        { customerId: later, channel: 'CALL' as const },
      ],
    };

    const first = await logInteractions(ours, input);
    await database.customer.create({ data: { id: later, workspaceId: ours.id, name: 'Later' } });
    const second = await logInteractions(ours, input);
    const third = await logInteractions(ours, input);

    expect(codes(first)).toEqual(['logged', 'NOT_FOUND']);
    expect(codes(second)).toEqual(['logged', 'logged']);
    expect(second[0]).toBe(first[0]);
    expect(third).toEqual(second);
    expect([await count(customerId), await count(later)]).toEqual([1, 1]);
  });

  test('two batches over the same customers in opposite orders both end', async () => {
    const customers = await Promise.all(Array.from({ length: 30 }, () => aCustomer(ours)));
    const batch = (ids: readonly string[]) =>
      logInteractions(ours, {
        interactions: ids.map((customerId) => ({ customerId, channel: 'WEB' as const })),
      });

    const results = await Promise.all([
      batch(customers),
      batch(customers.toReversed()),
      batch(customers),
      batch(customers.toReversed()),
    ]);

    expect(new Set(results.flatMap(codes))).toEqual(new Set(['logged']));
  });

  test('the latest of a batch is the customer’s last interaction', async () => {
    const customerId = await aCustomer(ours);
    const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour));

    await logInteractions(ours, {
      interactions: [3, 9, 6].map((hour) => ({
        customerId,
        channel: 'CHAT' as const,
        occurredAt: at(hour),
      })),
    });

    const customer = await database.customer.findUniqueOrThrow({ where: { id: customerId } });
    expect(customer.lastInteractionAt).toEqual(at(9));
  });

  test.for([0, MAX_BATCH + 1])('%i rows are refused', async (length) => {
    const row = { customerId: newId(), channel: 'WEB' as const };

    const refusal = await refusalOf(
      logInteractions(ours, { interactions: Array.from({ length }, () => row) }),
    );

    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', path: ['interactions'] });
  });

  test('somebody who only reads is refused as a whole', async () => {
    const customerId = await aCustomer(ours);

    const refusal = await refusalOf(
      logInteractions(ours.as('VIEWER'), { interactions: [{ customerId, channel: 'WEB' }] }),
    );

    expect(refusal.code).toBe('FORBIDDEN');
    expect(await count(customerId)).toBe(0);
  });
});
