import { afterAll, describe, expect, test } from 'vitest';
import { aCustomer } from '../../../testing/factories/customers.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { archiveCustomer } from './archive-customer.ts';
import { restoreCustomer } from './restore-customer.ts';
import { updateCustomer } from './update-customer.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const rowOf = (id: string) => database.customer.findUniqueOrThrow({ where: { id } });

describe('archiving and restoring a customer', () => {
  test('it is put away and comes back, and each is told once', async () => {
    const id = await aCustomer(ours);

    await archiveCustomer(ours, { id });
    const archived = await rowOf(id);
    await archiveCustomer(ours, { id });
    await restoreCustomer(ours, { id });
    await restoreCustomer(ours, { id });

    expect(archived).toMatchObject({ archivedAt: world.now, version: 2 });
    expect(await rowOf(id)).toMatchObject({ archivedAt: null, version: 3 });
    expect(await ours.namesAbout(id)).toEqual([
      'customer.created',
      'customer.archived',
      'customer.restored',
    ]);
  });

  test('a repeat with the same key does not archive what was restored since', async () => {
    const id = await aCustomer(ours);
    const input = { id, idempotencyKey: 'archive once' };

    await archiveCustomer(ours, input);
    await restoreCustomer(ours, { id, idempotencyKey: 'archive once' });
    await archiveCustomer(ours, input);

    expect(await rowOf(id)).toMatchObject({ archivedAt: null });
  });

  test.for([
    ['archiving', archiveCustomer],
    ['restoring', restoreCustomer],
  ] as const)('%s an older version is refused', async ([, command]) => {
    const id = await aCustomer(ours);
    await updateCustomer(ours, { id, name: 'Newer' });

    const refusal = await refusalOf(command(ours, { id, seenVersion: 1 }));

    expect(refusal).toMatchObject({ code: 'VERSION_CONFLICT', current: { id } });
    expect(await rowOf(id)).toMatchObject({ version: 2, archivedAt: null });
  });

  test.for([
    ['archiving', archiveCustomer],
    ['restoring', restoreCustomer],
  ] as const)('%s is refused to somebody who only reads', async ([, command]) => {
    const id = await aCustomer(ours);

    const refusal = await refusalOf(command(ours.as('VIEWER'), { id }));

    expect(refusal.code).toBe('FORBIDDEN');
  });

  test.for([
    ['archiving', archiveCustomer],
    ['restoring', restoreCustomer],
  ] as const)('%s another workspace’s customer is like an absent one', async ([, command]) => {
    const foreign = await aCustomer(theirs);

    const forForeign = await refusalOf(command(ours, { id: foreign, seenVersion: 9 }));
    const forAbsent = await refusalOf(command(ours, { id: newId(), seenVersion: 9 }));

    expect(forForeign.code).toBe('NOT_FOUND');
    expect(forForeign).toEqual(forAbsent);
    expect(await rowOf(foreign)).toMatchObject({ archivedAt: null, version: 1 });
  });
});
