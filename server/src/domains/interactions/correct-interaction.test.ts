import { afterAll, describe, expect, test } from 'vitest';
import { aCustomer } from '../../../testing/factories/customers.ts';
import { anInteraction } from '../../../testing/factories/interactions.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { correctInteraction } from './correct-interaction.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const rowOf = (id: string) => database.interaction.findUniqueOrThrow({ where: { id } });
const hoursAgo = (hours: number) => new Date(world.now.getTime() - hours * 3_600_000);

async function lastInteractionOf(customerId: string) {
  const customer = await database.customer.findUniqueOrThrow({ where: { id: customerId } });
  return customer.lastInteractionAt;
}

describe('correcting an interaction', () => {
  test('it changes what is given, leaves the rest, and tells which fields', async () => {
    const id = await anInteraction(ours, { customerId: await aCustomer(ours), body: 'Kept' });

    await correctInteraction(ours, { id, subject: 'Put right', durationSeconds: 60 });

    expect(await rowOf(id)).toMatchObject({ subject: 'Put right', body: 'Kept', version: 2 });
    const event = (await ours.eventsAbout(id)).at(-1);
    expect(event).toMatchObject({ name: 'interaction.corrected', before: null });
    expect([...event!.changedFields].sort()).toEqual(['durationSeconds', 'subject']);
  });

  test('the event knows channel, direction and agent of before', async () => {
    const { AGENT, MANAGER } = ours.members;
    const id = await anInteraction(ours, { customerId: await aCustomer(ours), channel: 'CALL' });

    await correctInteraction(ours, {
      id,
      channel: 'MEETING',
      direction: 'INBOUND',
      agentId: MANAGER,
    });

    expect((await ours.eventsAbout(id)).at(-1)).toMatchObject({
      channel: 'MEETING',
      direction: 'INBOUND',
      agentId: MANAGER,
      before: { channel: 'CALL', direction: 'OUTBOUND', agentId: AGENT },
    });
  });

  test('setting what it is already changes and emits nothing', async () => {
    const same = {
      subject: 'Same',
      occurredAt: hoursAgo(1),
      participants: [{ role: 'TO' as const, name: 'Deniz' }],
    };
    const id = await anInteraction(ours, { customerId: await aCustomer(ours), ...same });

    await correctInteraction(ours, { id, ...same, subject: ' Same ' });

    expect(await rowOf(id)).toMatchObject({ version: 1 });
    expect(await ours.namesAbout(id)).toEqual(['interaction.logged']);
  });

  test('participants are replaced as a whole', async () => {
    const id = await anInteraction(ours, {
      customerId: await aCustomer(ours),
      participants: [{ role: 'TO', name: 'Before' }],
    });

    await correctInteraction(ours, {
      id,
      participants: [
        { role: 'FROM', name: 'One' },
        { role: 'TO', name: 'Two' },
      ],
    });

    const participants = await database.interactionParticipant.findMany({
      where: { interactionId: id },
      orderBy: { position: 'asc' },
    });
    expect(participants.map(({ name }) => name)).toEqual(['One', 'Two']);
    expect((await ours.eventsAbout(id)).at(-1)).toMatchObject({ changedFields: ['participants'] });
  });

  test('the customer’s last interaction follows a corrected time, forwards and back', async () => {
    const customerId = await aCustomer(ours);
    await anInteraction(ours, { customerId, occurredAt: hoursAgo(5) });
    const id = await anInteraction(ours, { customerId, occurredAt: hoursAgo(3) });

    await correctInteraction(ours, { id, occurredAt: hoursAgo(1) });
    const forwards = await lastInteractionOf(customerId);
    await correctInteraction(ours, { id, occurredAt: hoursAgo(9) });

    expect(forwards).toEqual(hoursAgo(1));
    expect(await lastInteractionOf(customerId)).toEqual(hoursAgo(5));
  });

  test('a repeat with the same key changes nothing a second time', async () => {
    const id = await anInteraction(ours, { customerId: await aCustomer(ours) });
    const input = { id, subject: 'Once', idempotencyKey: 'correct once' };

    await correctInteraction(ours, input);
    await correctInteraction(ours, { id, subject: 'Later' });
    await correctInteraction(ours, input);

    expect(await rowOf(id)).toMatchObject({ subject: 'Later', version: 3 });
  });

  test('a correction of an older version is refused and changes nothing', async () => {
    const id = await anInteraction(ours, { customerId: await aCustomer(ours) });
    await correctInteraction(ours, { id, seenVersion: 1, subject: 'First' });

    const refusal = await refusalOf(correctInteraction(ours, { id, seenVersion: 1, subject: 'B' }));

    expect(refusal).toMatchObject({
      code: 'VERSION_CONFLICT',
      current: { typename: 'Interaction', id },
    });
    expect(await rowOf(id)).toMatchObject({ subject: 'First' });
  });

  test('somebody who only reads is refused', async () => {
    const id = await anInteraction(ours, { customerId: await aCustomer(ours) });

    const refusal = await refusalOf(correctInteraction(ours.as('VIEWER'), { id, subject: 'No' }));

    expect(refusal.code).toBe('FORBIDDEN');
  });

  test('another workspace’s interaction and agent are like absent ones', async () => {
    const foreign = await anInteraction(theirs, { customerId: await aCustomer(theirs) });
    const id = await anInteraction(ours, { customerId: await aCustomer(ours) });
    const change = { subject: 'Ours now', seenVersion: 9 };

    const forForeign = await refusalOf(correctInteraction(ours, { id: foreign, ...change }));
    const forAbsent = await refusalOf(correctInteraction(ours, { id: newId(), ...change }));
    const byForeign = await refusalOf(
      correctInteraction(ours, { id, agentId: theirs.members.AGENT }),
    );
    const byAbsent = await refusalOf(correctInteraction(ours, { id, agentId: newId() }));

    expect(forForeign.code).toBe('NOT_FOUND');
    expect(forForeign).toEqual(forAbsent);
    expect(byForeign.code).toBe('NOT_FOUND');
    expect(byForeign).toEqual(byAbsent);
    expect(await rowOf(foreign)).toMatchObject({ version: 1 });
  });
});
