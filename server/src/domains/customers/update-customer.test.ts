import { afterAll, describe, expect, test } from 'vitest';
import { aCustomer, anOrganization } from '../../../testing/factories/customers.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { updateCustomer } from './update-customer.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const rowOf = (id: string) => database.customer.findUniqueOrThrow({ where: { id } });

describe('updating a customer', () => {
  test('it changes what is given, leaves the rest, and tells which fields', async () => {
    const id = await aCustomer(ours, { jobTitle: 'Buyer', tags: ['a'] });

    await updateCustomer(ours, { id, name: 'Renamed', tags: ['a', 'b'] });

    expect(await rowOf(id)).toMatchObject({
      name: 'Renamed',
      jobTitle: 'Buyer',
      tags: ['a', 'b'],
      version: 2,
    });
    const event = (await ours.eventsAbout(id)).at(-1);
    expect(event).toMatchObject({ name: 'customer.updated', before: null });
    expect([...event!.changedFields].sort()).toEqual(['name', 'tags']);
  });

  test('null clears a field', async () => {
    const id = await aCustomer(ours, { phone: '+31 20 123 4567', externalId: 'clear me' });

    await updateCustomer(ours, { id, phone: null, externalId: null });

    expect(await rowOf(id)).toMatchObject({ phone: null, externalId: null });
  });

  test('setting what it is already changes and emits nothing', async () => {
    const organizationId = await anOrganization(ours);
    const same = {
      name: 'Same',
      email: 'same@example.com',
      phone: '+905321234567',
      tags: ['x'],
      organizationId,
      ownerId: ours.members.MANAGER,
    };
    const id = await aCustomer(ours, same);

    await updateCustomer(ours, { id, ...same, phone: '+90 532 123 45 67', name: ' Same ' });

    expect(await rowOf(id)).toMatchObject({ version: 1 });
    expect(await ours.namesAbout(id)).toEqual(['customer.created']);
  });

  test('the event knows owner and organisation of before, so that feeds know whom it leaves', async () => {
    const [first, second] = [await anOrganization(ours), await anOrganization(ours)];
    const { MANAGER, AGENT } = ours.members;
    const id = await aCustomer(ours, { organizationId: first, ownerId: MANAGER });

    await updateCustomer(ours, { id, organizationId: second, ownerId: AGENT });

    expect((await ours.eventsAbout(id)).at(-1)).toMatchObject({
      organizationId: second,
      ownerId: AGENT,
      before: { organizationId: first, ownerId: MANAGER },
      changedFields: expect.arrayContaining(['organization', 'owner']) as string[],
    });
  });

  test('a repeat with the same key changes nothing a second time', async () => {
    const id = await aCustomer(ours);
    const input = { id, name: 'Changed once', idempotencyKey: 'update once' };

    await updateCustomer(ours, input);
    await updateCustomer(ours, { id, name: 'Changed by another' });
    const repeated = await updateCustomer(ours, input);

    expect(repeated).toEqual({ id });
    expect(await rowOf(id)).toMatchObject({ name: 'Changed by another', version: 3 });
  });

  test('a change of an older version is refused and changes nothing', async () => {
    const id = await aCustomer(ours);
    await updateCustomer(ours, { id, seenVersion: 1, name: 'First editor' });

    const refusal = await refusalOf(
      updateCustomer(ours, { id, seenVersion: 1, name: 'Second editor' }),
    );

    expect(refusal).toMatchObject({
      code: 'VERSION_CONFLICT',
      current: { typename: 'Customer', id },
    });
    expect(await rowOf(id)).toMatchObject({ name: 'First editor', version: 2 });
  });

  test('of two editors of one version at once, one wins', async () => {
    const id = await aCustomer(ours);

    const attempts = await Promise.allSettled(
      ['A', 'B', 'C'].map((name) => updateCustomer(ours, { id, seenVersion: 1, name })),
    );

    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ version: 2 });
  });

  test('somebody who only reads is refused', async () => {
    const id = await aCustomer(ours, { name: 'Kept' });

    const refusal = await refusalOf(updateCustomer(ours.as('VIEWER'), { id, name: 'Not so' }));

    expect(refusal.code).toBe('FORBIDDEN');
    expect(await rowOf(id)).toMatchObject({ name: 'Kept' });
  });

  test('another workspace’s customer is like an absent one', async () => {
    const foreign = await aCustomer(theirs, { name: 'Theirs' });

    const forForeign = await refusalOf(updateCustomer(ours, { id: foreign, name: 'Ours now' }));
    const forStale = await refusalOf(
      updateCustomer(ours, { id: foreign, seenVersion: 7, name: 'Ours now' }),
    );
    const forAbsent = await refusalOf(updateCustomer(ours, { id: newId(), name: 'Ours now' }));

    expect(forForeign).toEqual(forAbsent);
    expect(forStale).toEqual(forAbsent);
    expect(await rowOf(foreign)).toMatchObject({ name: 'Theirs' });
  });

  test.for(['organizationId', 'ownerId'] as const)(
    'another workspace’s %s is like an absent one',
    async (field) => {
      const id = await aCustomer(ours);
      const foreign =
        field === 'organizationId' ? await anOrganization(theirs) : theirs.members.AGENT;

      const forForeign = await refusalOf(updateCustomer(ours, { id, [field]: foreign }));
      const forAbsent = await refusalOf(updateCustomer(ours, { id, [field]: newId() }));

      expect(forForeign.code).toBe('NOT_FOUND');
      expect(forForeign).toEqual(forAbsent);
    },
  );

  test('an external id that another customer has is refused', async () => {
    const holder = await aCustomer(ours, { externalId: 'held' });
    const id = await aCustomer(ours);

    const refusal = await refusalOf(updateCustomer(ours, { id, externalId: 'held' }));

    expect(refusal).toMatchObject({ code: 'EXTERNAL_ID_TAKEN', existing: { id: holder } });
  });

  test('a name cannot be cleared', async () => {
    const id = await aCustomer(ours);

    const refusal = await refusalOf(updateCustomer(ours, { id, name: null }));

    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', path: ['name'] });
  });
});
