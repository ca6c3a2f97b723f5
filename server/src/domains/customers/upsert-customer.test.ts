import { afterAll, describe, expect, test } from 'vitest';
import { aCustomer, anOrganization } from '../../../testing/factories/customers.ts';
import { holdUpWrites } from '../../../testing/hold-up-writes.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { upsertCustomer } from './upsert-customer.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const rowOf = (id: string) => database.customer.findUniqueOrThrow({ where: { id } });

describe('upserting a customer', () => {
  test('the first makes, the next change, and one that differs in nothing is silent', async () => {
    const first = await upsertCustomer(ours, { externalId: 'u-1', name: 'Made', tags: ['a'] });
    const second = await upsertCustomer(ours, { externalId: 'u-1', jobTitle: 'Chef' });
    const third = await upsertCustomer(ours, { externalId: ' u-1 ', name: 'Made', tags: ['a'] });

    expect([second.id, third.id]).toEqual([first.id, first.id]);
    expect(await rowOf(first.id)).toMatchObject({ name: 'Made', jobTitle: 'Chef', version: 2 });
    expect(await ours.namesAbout(first.id)).toEqual(['customer.created', 'customer.updated']);
  });

  test('several that make the same at once end as one customer', async () => {
    const attempts = await holdUpWrites(
      database,
      'customers',
      ['Cook', 'Buyer', 'Owner'].map(
        (jobTitle) => () => upsertCustomer(ours, { externalId: 'u-race', name: 'Race', jobTitle }),
      ),
    );

    const made = await database.customer.findMany({ where: { externalId: 'u-race' } });
    expect(made).toHaveLength(1);
    const { id } = made[0]!;
    expect(attempts).toMatchObject(attempts.map(() => ({ status: 'fulfilled', value: { id } })));
    const names = await ours.namesAbout(id);
    expect(names.filter((name) => name === 'customer.created')).toHaveLength(1);
  });

  test('a repeat with the same key undoes no later change', async () => {
    const input = { externalId: 'u-key', name: 'By key', idempotencyKey: 'upsert once' };

    const first = await upsertCustomer(ours, input);
    await upsertCustomer(ours, { externalId: 'u-key', name: 'Later' });
    const repeated = await upsertCustomer(ours, input);

    expect(repeated.id).toBe(first.id);
    expect(await rowOf(first.id)).toMatchObject({ name: 'Later' });
  });

  test('a new customer needs a name, and an external id that says something', async () => {
    const nameless = await refusalOf(upsertCustomer(ours, { externalId: 'u-nameless' }));
    const blank = await refusalOf(upsertCustomer(ours, { externalId: '  ', name: 'A' }));

    expect(nameless).toMatchObject({ code: 'INVALID_INPUT', path: ['name'] });
    expect(blank).toMatchObject({ code: 'INVALID_INPUT', path: ['externalId'] });
  });

  test('an address that another customer has is refused', async () => {
    const holder = await aCustomer(ours, { email: 'upsert@example.com' });

    const refusal = await refusalOf(
      upsertCustomer(ours, { externalId: 'u-mail', name: 'A', email: 'Upsert@example.com' }),
    );

    expect(refusal).toMatchObject({ code: 'EMAIL_TAKEN', customerId: holder });
  });

  test('somebody who only reads is refused', async () => {
    const refusal = await refusalOf(
      upsertCustomer(ours.as('VIEWER'), { externalId: 'u-viewer', name: 'A' }),
    );

    expect(refusal.code).toBe('FORBIDDEN');
  });

  test('another workspace’s external id is nobody’s here', async () => {
    const foreign = await aCustomer(theirs, { externalId: 'u-both', name: 'Theirs' });

    const { id } = await upsertCustomer(ours, { externalId: 'u-both', name: 'Ours' });

    expect(id).not.toBe(foreign);
    expect(await rowOf(foreign)).toMatchObject({ name: 'Theirs', version: 1 });
  });

  test('another workspace’s organisation is like an absent one', async () => {
    const named = { externalId: 'u-org', name: 'A' };

    const forForeign = await refusalOf(
      upsertCustomer(ours, { ...named, organizationId: await anOrganization(theirs) }),
    );
    const forAbsent = await refusalOf(upsertCustomer(ours, { ...named, organizationId: newId() }));

    expect(forForeign.code).toBe('NOT_FOUND');
    expect(forForeign).toEqual(forAbsent);
  });
});
