import { afterAll, describe, expect, test } from 'vitest';
import { aCustomer, anOrganization } from '../../../testing/factories/customers.ts';
import { anInteraction } from '../../../testing/factories/interactions.ts';
import { holdUpWrites } from '../../../testing/hold-up-writes.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { logInteraction } from './log-interaction.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const rowOf = (id: string) => database.interaction.findUniqueOrThrow({ where: { id } });
const hoursAgo = (hours: number) => new Date(world.now.getTime() - hours * 3_600_000);

describe('logging an interaction', () => {
  test('it is written down as told, and one event tells of it', async () => {
    const organizationId = await anOrganization(ours);
    const ownerId = ours.members.MANAGER;
    const customerId = await aCustomer(ours, { organizationId, ownerId });
    const occurredAt = hoursAgo(3);

    const { id } = await logInteraction(ours, {
      customerId,
      channel: 'CALL',
      direction: 'INBOUND',
      subject: ' Order 12 ',
      body: 'Asked when it comes.',
      occurredAt,
      durationSeconds: 180,
      participants: [
        { role: 'ATTENDEE', name: 'Deniz' },
        { role: 'CC', address: 'x@y.example' },
      ],
    });

    expect(await rowOf(id)).toMatchObject({
      customerId,
      organizationId,
      agentId: ours.members.AGENT,
      channel: 'CALL',
      direction: 'INBOUND',
      subject: 'Order 12',
      occurredAt,
      durationSeconds: 180,
      source: 'api',
      version: 1,
    });
    const told = { customerId, organizationId, ownerId, agentId: ours.members.AGENT };
    expect(await ours.eventsAbout(id)).toMatchObject([
      { ...told, name: 'interaction.logged', channel: 'CALL', direction: 'INBOUND', occurredAt },
    ]);
    const participants = await database.interactionParticipant.findMany({
      where: { interactionId: id },
      orderBy: { position: 'asc' },
    });
    expect(participants.map(({ role, name, address }) => [role, name, address])).toEqual([
      ['ATTENDEE', 'Deniz', null],
      ['CC', null, 'x@y.example'],
    ]);
  });

  test('what is not said has a sensible default', async () => {
    const customerId = await aCustomer(ours);

    const call = await rowOf(await anInteraction(ours, { customerId, channel: 'CALL' }));
    const note = await rowOf(await anInteraction(ours, { customerId, channel: 'NOTE' }));
    const visit = await rowOf(await anInteraction(ours, { customerId, agentId: null }));

    expect(call).toMatchObject({ direction: 'OUTBOUND', occurredAt: world.now });
    expect(note).toMatchObject({ direction: 'INTERNAL' });
    expect(visit).toMatchObject({ agentId: null });
  });

  test('the customer’s last interaction is the latest one, in whatever order they are logged', async () => {
    const customerId = await aCustomer(ours);
    const last = async () =>
      (await database.customer.findUniqueOrThrow({ where: { id: customerId } })).lastInteractionAt;

    const none = await last();
    await anInteraction(ours, { customerId, occurredAt: hoursAgo(2) });
    await anInteraction(ours, { customerId, occurredAt: hoursAgo(5) });

    expect(none).toBeNull();
    expect(await last()).toEqual(hoursAgo(2));
  });

  test('logging leaves the customer’s version alone', async () => {
    const customerId = await aCustomer(ours);

    await anInteraction(ours, { customerId });

    const customer = await database.customer.findUniqueOrThrow({ where: { id: customerId } });
    expect(customer.version).toBe(1);
  });

  test('a repeat with the same key answers the first one and writes nothing', async () => {
    const customerId = await aCustomer(ours);
    const input = { customerId, channel: 'SMS', idempotencyKey: 'log once' } as const;

    const first = await logInteraction(ours, input);
    const second = await logInteraction(ours, input);

    expect(second).toEqual(first);
    expect(await database.interaction.count({ where: { customerId } })).toBe(1);
    expect(await ours.namesAbout(first.id)).toEqual(['interaction.logged']);
  });

  test('two at once with the same key write one', async () => {
    const customerId = await aCustomer(ours);
    const input = { customerId, channel: 'SMS', idempotencyKey: 'log at once' } as const;

    const logged = await Promise.all([1, 2, 3, 4].map(() => logInteraction(ours, input)));

    expect(new Set(logged.map(({ id }) => id)).size).toBe(1);
    expect(await database.interaction.count({ where: { customerId } })).toBe(1);
  });

  test('the same key with another input is refused', async () => {
    const customerId = await aCustomer(ours);
    await anInteraction(ours, { customerId, idempotencyKey: 'log reused' });

    const refusal = await refusalOf(
      anInteraction(ours, { customerId, subject: 'Other', idempotencyKey: 'log reused' }),
    );

    expect(refusal.code).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('the key of one person is not that of another', async () => {
    const customerId = await aCustomer(ours);
    const input = { customerId, channel: 'SMS', idempotencyKey: 'same words' } as const;

    const mine = await logInteraction(ours, input);
    const managers = await logInteraction(ours.as('MANAGER'), input);

    expect(managers.id).not.toBe(mine.id);
  });

  test('what an external id names is logged once, also by many at once', async () => {
    const customerId = await aCustomer(ours);
    const input = { customerId, channel: 'EMAIL', externalId: 'mail-1' } as const;

    const others = [customerId, await aCustomer(ours), await aCustomer(ours)];
    const attempts = await holdUpWrites(
      database,
      'interactions',
      others.map((other) => () => logInteraction(ours, { ...input, customerId: other })),
    );
    const refusal = await refusalOf(logInteraction(ours, input));

    const logged = await database.interaction.findMany({ where: { externalId: 'mail-1' } });
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(logged).toHaveLength(1);
    expect(refusal).toMatchObject({
      code: 'EXTERNAL_ID_TAKEN',
      existing: { typename: 'Interaction', id: logged[0]!.id },
    });
  });

  test('somebody who only reads is refused', async () => {
    const customerId = await aCustomer(ours);

    const refusal = await refusalOf(anInteraction(ours.as('VIEWER'), { customerId }));

    expect(refusal.code).toBe('FORBIDDEN');
    expect(await database.interaction.count({ where: { customerId } })).toBe(0);
  });

  test('another workspace’s customer and agent are like absent ones', async () => {
    const foreign = await aCustomer(theirs);
    const customerId = await aCustomer(ours);
    const agentId = theirs.members.AGENT;

    const forForeign = await refusalOf(anInteraction(ours, { customerId: foreign }));
    const forAbsent = await refusalOf(anInteraction(ours, { customerId: newId() }));
    const byForeign = await refusalOf(anInteraction(ours, { customerId, agentId }));
    const byAbsent = await refusalOf(anInteraction(ours, { customerId, agentId: newId() }));

    expect(forForeign.code).toBe('NOT_FOUND');
    expect(forForeign).toEqual(forAbsent);
    expect(byForeign.code).toBe('NOT_FOUND');
    expect(byForeign).toEqual(byAbsent);
    expect(await database.interaction.count({ where: { customerId: foreign } })).toBe(0);
  });

  test.for([
    ['occurredAt', { occurredAt: new Date('2026-03-13T15:20:00.000Z') }],
    ['durationSeconds', { durationSeconds: -1 }],
    ['durationSeconds', { durationSeconds: 31 * 86_400 + 1 }],
    ['subject', { subject: 'x'.repeat(501) }],
    ['body', { body: 'x'.repeat(100_001) }],
    ['participants', { participants: [{ role: 'TO' as const }] }],
    ['externalId', { externalId: 'x'.repeat(201) }],
  ] as const)('%s out of its bounds is refused', async ([field, fields]) => {
    const customerId = await aCustomer(ours);

    const refusal = await refusalOf(anInteraction(ours, { customerId, ...fields }));

    expect(refusal.code).toBe('INVALID_INPUT');
    expect(refusal.path?.[0]).toBe(field);
  });
});
