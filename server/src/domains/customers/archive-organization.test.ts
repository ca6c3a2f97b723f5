import { afterAll, describe, expect, test } from 'vitest';
import { anOrganization } from '../../../testing/factories/customers.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { archiveOrganization, restoreOrganization } from './archive-organization.ts';
import { updateOrganization } from './update-organization.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const rowOf = (id: string) => database.organization.findUniqueOrThrow({ where: { id } });

describe('archiving and restoring an organisation', () => {
  test('it is put away and comes back, and each is told once', async () => {
    const id = await anOrganization(ours);

    await archiveOrganization(ours, { id });
    const archived = await rowOf(id);
    await archiveOrganization(ours, { id });
    await restoreOrganization(ours, { id });
    await restoreOrganization(ours, { id });

    expect(archived).toMatchObject({ archivedAt: world.now, version: 2 });
    expect(await rowOf(id)).toMatchObject({ archivedAt: null, version: 3 });
    expect(await ours.namesAbout(id)).toEqual([
      'organization.created',
      'organization.archived',
      'organization.restored',
    ]);
  });

  test('a repeat with the same key does not archive what was restored since', async () => {
    const id = await anOrganization(ours);
    const input = { id, idempotencyKey: 'archive once' };

    await archiveOrganization(ours, input);
    await restoreOrganization(ours, { id, idempotencyKey: 'archive once' });
    await archiveOrganization(ours, input);

    expect(await rowOf(id)).toMatchObject({ archivedAt: null });
  });

  test.for([
    ['archiving', archiveOrganization],
    ['restoring', restoreOrganization],
  ] as const)('%s an older version is refused', async ([, command]) => {
    const id = await anOrganization(ours);
    await updateOrganization(ours, { id, name: 'Newer' });

    const refusal = await refusalOf(command(ours, { id, seenVersion: 1 }));

    expect(refusal).toMatchObject({ code: 'VERSION_CONFLICT', current: { id } });
    expect(await rowOf(id)).toMatchObject({ version: 2, archivedAt: null });
  });

  test.for([
    ['archiving', archiveOrganization],
    ['restoring', restoreOrganization],
  ] as const)('%s is refused to somebody who only reads', async ([, command]) => {
    const id = await anOrganization(ours);

    const refusal = await refusalOf(command(ours.as('VIEWER'), { id }));

    expect(refusal.code).toBe('FORBIDDEN');
  });

  test.for([
    ['archiving', archiveOrganization],
    ['restoring', restoreOrganization],
  ] as const)('%s another workspace’s organisation is like an absent one', async ([, command]) => {
    const foreign = await anOrganization(theirs);

    const forForeign = await refusalOf(command(ours, { id: foreign, seenVersion: 9 }));
    const forAbsent = await refusalOf(command(ours, { id: newId(), seenVersion: 9 }));

    expect(forForeign.code).toBe('NOT_FOUND');
    expect(forForeign).toEqual(forAbsent);
    expect(await rowOf(foreign)).toMatchObject({ archivedAt: null, version: 1 });
  });
});
