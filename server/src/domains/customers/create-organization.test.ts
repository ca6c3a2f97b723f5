import { afterAll, describe, expect, test } from 'vitest';
import { anOrganization } from '../../../testing/factories/customers.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { createOrganization } from './create-organization.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

describe('creating an organisation', () => {
  test('it works, and one event tells of it', async () => {
    const parentId = await anOrganization(ours);

    const { id } = await createOrganization(ours, { name: 'Branch', parentId, country: 'NL' });

    const row = await database.organization.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ name: 'Branch', parentId, country: 'NL', version: 1 });
    expect(await ours.eventsAbout(id)).toMatchObject([
      { name: 'organization.created', organizationId: id, customerId: null },
    ]);
  });

  test('a repeat with the same key answers the first one and writes nothing', async () => {
    const input = { name: 'Once', idempotencyKey: 'create once' };

    const first = await createOrganization(ours, input);
    const second = await createOrganization(ours, input);

    expect(second).toEqual(first);
    expect(await database.organization.count({ where: { name: 'Once' } })).toBe(1);
  });

  test('somebody who only reads is refused', async () => {
    const refusal = await refusalOf(createOrganization(ours.as('VIEWER'), { name: 'Not made' }));

    expect(refusal.code).toBe('FORBIDDEN');
  });

  test('another workspace’s parent is like an absent one', async () => {
    const foreign = await anOrganization(theirs);

    const forForeign = await refusalOf(createOrganization(ours, { name: 'A', parentId: foreign }));
    const forAbsent = await refusalOf(createOrganization(ours, { name: 'A', parentId: newId() }));

    expect(forForeign.code).toBe('NOT_FOUND');
    expect(forForeign).toEqual(forAbsent);
  });

  test('an external id is taken once in a workspace, and free in another', async () => {
    const holder = await anOrganization(ours, { externalId: 'erp-1' });
    await anOrganization(theirs, { externalId: 'erp-1' });

    const refusal = await refusalOf(createOrganization(ours, { name: 'B', externalId: 'erp-1' }));

    expect(refusal).toMatchObject({
      code: 'EXTERNAL_ID_TAKEN',
      existing: { typename: 'Organization', id: holder },
    });
  });
});
