import { afterAll, describe, expect, test } from 'vitest';
import { aCustomer } from '../../../testing/factories/customers.ts';
import { anInteraction } from '../../../testing/factories/interactions.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { correctInteraction } from './correct-interaction.ts';
import { deleteInteraction } from './delete-interaction.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const find = (id: string) => database.interaction.findUnique({ where: { id } });
const hoursAgo = (hours: number) => new Date(world.now.getTime() - hours * 3_600_000);

describe('deleting an interaction', () => {
  test('it is gone with its participants, and the log says so without its words', async () => {
    const customerId = await aCustomer(ours);
    const id = await anInteraction(ours, {
      customerId,
      subject: 'Secret words',
      participants: [{ role: 'TO', name: 'Secret person' }],
    });

    const answered = await deleteInteraction(ours, { id });

    expect(answered).toEqual({ id: customerId });
    expect(await find(id)).toBeNull();
    expect(await database.interactionParticipant.count({ where: { interactionId: id } })).toBe(0);
    const events = await ours.eventsAbout(id);
    expect(events.at(-1)).toMatchObject({
      name: 'interaction.deleted',
      isGone: true,
      customerId,
      channel: 'CALL',
    });
    const text = JSON.stringify(events, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(text).not.toContain('Secret');
  });

  test('the customer’s last interaction is then the one before, or none', async () => {
    const customerId = await aCustomer(ours);
    const older = await anInteraction(ours, { customerId, occurredAt: hoursAgo(8) });
    const newer = await anInteraction(ours, { customerId, occurredAt: hoursAgo(2) });
    const last = async () =>
      (await database.customer.findUniqueOrThrow({ where: { id: customerId } })).lastInteractionAt;

    await deleteInteraction(ours, { id: newer });
    const afterOne = await last();
    await deleteInteraction(ours, { id: older });

    expect(afterOne).toEqual(hoursAgo(8));
    expect(await last()).toBeNull();
  });

  test('a repeat with the same key answers the same; without a key it is gone', async () => {
    const customerId = await aCustomer(ours);
    const id = await anInteraction(ours, { customerId });
    const input = { id, idempotencyKey: 'delete once' };

    await deleteInteraction(ours, input);
    const repeated = await deleteInteraction(ours, input);
    const refusal = await refusalOf(deleteInteraction(ours, { id }));

    expect(repeated).toEqual({ id: customerId });
    expect(refusal.code).toBe('NOT_FOUND');
    expect(await ours.namesAbout(id)).toEqual(['interaction.logged', 'interaction.deleted']);
  });

  test('deleting an older version is refused', async () => {
    const id = await anInteraction(ours, { customerId: await aCustomer(ours) });
    await correctInteraction(ours, { id, subject: 'Newer' });

    const refusal = await refusalOf(deleteInteraction(ours, { id, seenVersion: 1 }));

    expect(refusal).toMatchObject({ code: 'VERSION_CONFLICT', current: { id } });
    expect(await find(id)).not.toBeNull();
  });

  test('somebody who only reads is refused', async () => {
    const id = await anInteraction(ours, { customerId: await aCustomer(ours) });

    const refusal = await refusalOf(deleteInteraction(ours.as('VIEWER'), { id }));

    expect(refusal.code).toBe('FORBIDDEN');
    expect(await find(id)).not.toBeNull();
  });

  test('another workspace’s interaction is like an absent one', async () => {
    const foreign = await anInteraction(theirs, { customerId: await aCustomer(theirs) });

    const forForeign = await refusalOf(deleteInteraction(ours, { id: foreign, seenVersion: 9 }));
    const forAbsent = await refusalOf(deleteInteraction(ours, { id: newId(), seenVersion: 9 }));

    expect(forForeign.code).toBe('NOT_FOUND');
    expect(forForeign).toEqual(forAbsent);
    expect(await find(foreign)).not.toBeNull();
  });
});
