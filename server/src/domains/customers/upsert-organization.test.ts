import { afterAll, describe, expect, test } from 'vitest';
import { anOrganization } from '../../../testing/factories/customers.ts';
import { holdUpWrites } from '../../../testing/hold-up-writes.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { upsertOrganization } from './upsert-organization.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const rowOf = (id: string) => database.organization.findUniqueOrThrow({ where: { id } });

describe('upserting an organisation', () => {
  test('the first makes, the next change, and one that differs in nothing is silent', async () => {
    const first = await upsertOrganization(ours, { externalId: 'o-1', name: 'Made' });
    const second = await upsertOrganization(ours, { externalId: 'o-1', size: 40 });
    const third = await upsertOrganization(ours, { externalId: 'o-1', name: 'Made', size: 40 });

    expect([second.id, third.id]).toEqual([first.id, first.id]);
    expect(await rowOf(first.id)).toMatchObject({ name: 'Made', size: 40, version: 2 });
    expect(await ours.namesAbout(first.id)).toEqual([
      'organization.created',
      'organization.updated',
    ]);
  });

  test('several that make the same at once end as one organisation', async () => {
    const attempts = await holdUpWrites(
      database,
      'organizations',
      [1, 2, 3].map(
        (size) => () => upsertOrganization(ours, { externalId: 'o-race', name: 'Race', size }),
      ),
    );

    const made = await database.organization.findMany({ where: { externalId: 'o-race' } });
    expect(made).toHaveLength(1);
    expect(attempts).toMatchObject(
      attempts.map(() => ({ status: 'fulfilled', value: { id: made[0]!.id } })),
    );
  });

  test('a repeat with the same key undoes no later change', async () => {
    const input = { externalId: 'o-key', name: 'By key', idempotencyKey: 'upsert once' };

    const { id } = await upsertOrganization(ours, input);
    await upsertOrganization(ours, { externalId: 'o-key', name: 'Later' });
    await upsertOrganization(ours, input);

    expect(await rowOf(id)).toMatchObject({ name: 'Later' });
  });

  test('a new organisation needs a name, and an external id that says something', async () => {
    const nameless = await refusalOf(upsertOrganization(ours, { externalId: 'o-nameless' }));
    const blank = await refusalOf(upsertOrganization(ours, { externalId: '', name: 'A' }));

    expect(nameless).toMatchObject({ code: 'INVALID_INPUT', path: ['name'] });
    expect(blank).toMatchObject({ code: 'INVALID_INPUT', path: ['externalId'] });
  });

  test('it cannot be put below its own part', async () => {
    const { id } = await upsertOrganization(ours, { externalId: 'o-top', name: 'Top' });
    const part = await anOrganization(ours, { parentId: id });

    const refusal = await refusalOf(
      upsertOrganization(ours, { externalId: 'o-top', parentId: part }),
    );

    expect(refusal.code).toBe('ORGANIZATION_CYCLE');
  });

  test('somebody who only reads is refused', async () => {
    const refusal = await refusalOf(
      upsertOrganization(ours.as('VIEWER'), { externalId: 'o-viewer', name: 'A' }),
    );

    expect(refusal.code).toBe('FORBIDDEN');
  });

  test('another workspace’s external id is nobody’s here, its parent like an absent one', async () => {
    const foreign = await anOrganization(theirs, { externalId: 'o-both', name: 'Theirs' });
    const named = { externalId: 'o-parent', name: 'A' };

    const { id } = await upsertOrganization(ours, { externalId: 'o-both', name: 'Ours' });
    const forForeign = await refusalOf(upsertOrganization(ours, { ...named, parentId: foreign }));
    const forAbsent = await refusalOf(upsertOrganization(ours, { ...named, parentId: newId() }));

    expect(id).not.toBe(foreign);
    expect(await rowOf(foreign)).toMatchObject({ name: 'Theirs', version: 1 });
    expect(forForeign.code).toBe('NOT_FOUND');
    expect(forForeign).toEqual(forAbsent);
  });
});
