import { afterAll, describe, expect, test } from 'vitest';
import { aCustomer, anOrganization } from '../../../testing/factories/customers.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { archiveCustomer } from './archive-customer.ts';
import { createCustomer } from './create-customer.ts';
import { restoreCustomer } from './restore-customer.ts';
import { updateCustomer } from './update-customer.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

describe('creating a customer', () => {
  test('it is a lead unless told otherwise, and one event tells of it', async () => {
    const organizationId = await anOrganization(ours);

    const { id } = await createCustomer(ours, { name: '  Léa Petit ', organizationId });

    const customer = await database.customer.findUniqueOrThrow({ where: { id } });
    expect(customer).toMatchObject({
      name: 'Léa Petit',
      lifecycleStage: 'LEAD',
      version: 1,
      createdAt: world.now,
      workspaceId: ours.id,
    });
    const [event, ...others] = await ours.eventsAbout(id);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      name: 'customer.created',
      customerId: id,
      organizationId,
      actorId: ours.members.AGENT,
    });
  });

  test('a repeat with the same key answers the first customer and writes nothing', async () => {
    const input = { name: 'Once', email: 'once@example.com', idempotencyKey: 'create once' };

    const first = await createCustomer(ours, input);
    const second = await createCustomer(ours, input);

    expect(second).toEqual(first);
    expect(await ours.namesAbout(first.id)).toEqual(['customer.created']);
  });

  test('two at once with the same key make one customer', async () => {
    const input = { name: 'At once', idempotencyKey: 'create at once' };

    const made = await Promise.all([1, 2, 3, 4].map(() => createCustomer(ours, input)));

    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await database.customer.count({ where: { name: 'At once' } })).toBe(1);
  });

  test('the same key with another input is refused', async () => {
    await createCustomer(ours, { name: 'First', idempotencyKey: 'reused' });

    const refusal = await refusalOf(
      createCustomer(ours, { name: 'Second', idempotencyKey: 'reused' }),
    );

    expect(refusal.code).toBe('IDEMPOTENCY_MISMATCH');
    expect(await database.customer.count({ where: { name: 'Second' } })).toBe(0);
  });

  test('somebody who only reads is refused, and nothing is written', async () => {
    const refusal = await refusalOf(createCustomer(ours.as('VIEWER'), { name: 'Not made' }));

    expect(refusal.code).toBe('FORBIDDEN');
    expect(await database.customer.count({ where: { name: 'Not made' } })).toBe(0);
  });

  test.for(['organizationId', 'ownerId'] as const)(
    'another workspace’s %s is like an absent one',
    async (field) => {
      const foreign =
        field === 'organizationId' ? await anOrganization(theirs) : theirs.members.AGENT;

      const forForeign = await refusalOf(createCustomer(ours, { name: 'A', [field]: foreign }));
      const forAbsent = await refusalOf(createCustomer(ours, { name: 'A', [field]: newId() }));

      expect(forForeign.code).toBe('NOT_FOUND');
      expect(forForeign).toEqual(forAbsent);
    },
  );

  test('an external id is taken once in a workspace, and free in another', async () => {
    const existing = await aCustomer(ours, { externalId: 'crm-1' });
    await aCustomer(theirs, { externalId: 'crm-1' });

    const refusal = await refusalOf(createCustomer(ours, { name: 'B', externalId: 'crm-1' }));

    expect(refusal).toMatchObject({
      code: 'EXTERNAL_ID_TAKEN',
      existing: { typename: 'Customer', id: existing },
    });
  });
});

describe('the e-mail rule', () => {
  test.for([
    ['Ayla@Example.COM', 'ayla@example.com'],
    ['IRMAK@example.com', 'irmak@EXAMPLE.com'],
    ['Straße@example.com', 'straße@example.com'],
  ])('%s and %s are one address', async ([taken, asked]) => {
    const holder = await aCustomer(ours, { email: taken });

    const refusal = await refusalOf(createCustomer(ours, { name: 'B', email: asked }));

    expect(refusal).toMatchObject({ code: 'EMAIL_TAKEN', customerId: holder, path: ['email'] });
  });

  test('accents tell two addresses apart', async () => {
    await aCustomer(ours, { email: 'rené@example.com' });

    await expect(aCustomer(ours, { email: 'rene@example.com' })).resolves.toBeDefined();
  });

  test('further addresses count like the main one', async () => {
    const holder = await aCustomer(ours, { otherEmails: ['Side@example.com'] });

    const asMain = await refusalOf(createCustomer(ours, { name: 'B', email: 'side@example.com' }));
    const asOther = await refusalOf(
      createCustomer(ours, {
        name: 'B',
        email: 'b@example.com',
        otherEmails: ['SIDE@example.com'],
      }),
    );

    expect(asMain).toMatchObject({ customerId: holder });
    expect(asOther).toMatchObject({ customerId: holder });
  });

  test('one customer may have an address as main and further one', async () => {
    const id = await aCustomer(ours, {
      email: 'two@example.com',
      otherEmails: ['TWO@example.com'],
    });

    await updateCustomer(ours, { id, otherEmails: ['two@example.com', 'three@example.com'] });

    await expect(aCustomer(ours, { email: 'three@example.com' })).rejects.toThrow(
      'Another customer has this e-mail address.',
    );
  });

  test('another workspace may have the address', async () => {
    await aCustomer(theirs, { email: 'both@example.com' });

    await expect(aCustomer(ours, { email: 'both@example.com' })).resolves.toBeDefined();
  });

  test('a new address is refused when taken, and the old one is free afterwards', async () => {
    const id = await aCustomer(ours, { email: 'before@example.com' });
    const holder = await aCustomer(ours, { email: 'held@example.com' });

    const refusal = await refusalOf(updateCustomer(ours, { id, email: 'HELD@example.com' }));
    await updateCustomer(ours, { id, email: 'after@example.com' });

    expect(refusal).toMatchObject({ code: 'EMAIL_TAKEN', customerId: holder });
    await expect(aCustomer(ours, { email: 'before@example.com' })).resolves.toBeDefined();
  });

  test('archiving frees the address, and restoring meets it again', async () => {
    const archived = await aCustomer(ours, { email: 'freed@example.com' });
    await archiveCustomer(ours, { id: archived });
    const heir = await aCustomer(ours, { email: 'freed@example.com' });

    const refusal = await refusalOf(restoreCustomer(ours, { id: archived }));
    await archiveCustomer(ours, { id: heir });
    await restoreCustomer(ours, { id: archived });

    expect(refusal).toMatchObject({ code: 'EMAIL_TAKEN', customerId: heir });
    const restored = await database.customer.findUniqueOrThrow({ where: { id: archived } });
    expect(restored.archivedAt).toBeNull();
  });

  test('of many who take one address at once, one gets it', async () => {
    const attempts = await Promise.allSettled(
      [1, 2, 3, 4, 5, 6].map((n) => aCustomer(ours, { name: `R${n}`, email: 'race@example.com' })),
    );

    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await database.customer.count({ where: { email: 'race@example.com' } })).toBe(1);
  });
});
