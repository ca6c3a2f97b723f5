import { afterAll, describe, expect, test } from 'vitest';
import { anOrganization } from '../../../testing/factories/customers.ts';
import { holdUpWrites } from '../../../testing/hold-up-writes.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { updateOrganization } from './update-organization.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const rowOf = (id: string) => database.organization.findUniqueOrThrow({ where: { id } });

describe('updating an organisation', () => {
  test('it changes what is given, leaves the rest, and tells which fields', async () => {
    const id = await anOrganization(ours, { industry: 'Coffee', size: 12 });
    const parentId = await anOrganization(ours);

    await updateOrganization(ours, { id, size: 13, parentId });

    expect(await rowOf(id)).toMatchObject({ industry: 'Coffee', size: 13, parentId, version: 2 });
    const event = (await ours.eventsAbout(id)).at(-1);
    expect(event).toMatchObject({ name: 'organization.updated', organizationId: id });
    expect([...event!.changedFields].sort()).toEqual(['parent', 'size']);
  });

  test('setting what it is already changes and emits nothing', async () => {
    const parentId = await anOrganization(ours);
    const same = { name: 'Same', domain: 'same.example', size: 3, tags: ['x'], parentId };
    const id = await anOrganization(ours, same);

    await updateOrganization(ours, { id, ...same, domain: 'SAME.example' });

    expect(await rowOf(id)).toMatchObject({ version: 1 });
    expect(await ours.namesAbout(id)).toEqual(['organization.created']);
  });

  test('a repeat with the same key changes nothing a second time', async () => {
    const id = await anOrganization(ours);
    const input = { id, name: 'Changed once', idempotencyKey: 'update once' };

    await updateOrganization(ours, input);
    await updateOrganization(ours, { id, name: 'Later' });
    await updateOrganization(ours, input);

    expect(await rowOf(id)).toMatchObject({ name: 'Later', version: 3 });
  });

  test('a change of an older version is refused and changes nothing', async () => {
    const id = await anOrganization(ours);
    await updateOrganization(ours, { id, seenVersion: 1, name: 'First' });

    const refusal = await refusalOf(updateOrganization(ours, { id, seenVersion: 1, name: 'Late' }));

    expect(refusal).toMatchObject({
      code: 'VERSION_CONFLICT',
      current: { typename: 'Organization', id },
    });
    expect(await rowOf(id)).toMatchObject({ name: 'First', version: 2 });
  });

  test('somebody who only reads is refused', async () => {
    const id = await anOrganization(ours);

    const refusal = await refusalOf(updateOrganization(ours.as('VIEWER'), { id, name: 'No' }));

    expect(refusal.code).toBe('FORBIDDEN');
  });

  test('another workspace’s organisation and parent are like absent ones', async () => {
    const foreign = await anOrganization(theirs, { name: 'Theirs' });
    const id = await anOrganization(ours);

    const change = { name: 'Ours now', seenVersion: 9 };
    const forForeign = await refusalOf(updateOrganization(ours, { id: foreign, ...change }));
    const forAbsent = await refusalOf(updateOrganization(ours, { id: newId(), ...change }));
    const underForeign = await refusalOf(updateOrganization(ours, { id, parentId: foreign }));
    const underAbsent = await refusalOf(updateOrganization(ours, { id, parentId: newId() }));

    expect(forForeign.code).toBe('NOT_FOUND');
    expect(forForeign).toEqual(forAbsent);
    expect(underForeign.code).toBe('NOT_FOUND');
    expect(underForeign).toEqual(underAbsent);
    expect(await rowOf(foreign)).toMatchObject({ name: 'Theirs' });
  });
});

describe('the tree of organisations', () => {
  test('nothing comes to stand below itself, at any distance', async () => {
    const top = await anOrganization(ours);
    const middle = await anOrganization(ours, { parentId: top });
    const leaf = await anOrganization(ours, { parentId: middle });

    for (const parentId of [top, middle, leaf]) {
      const refusal = await refusalOf(updateOrganization(ours, { id: top, parentId }));
      expect(refusal.code).toBe('ORGANIZATION_CYCLE');
    }
    expect(await rowOf(top)).toMatchObject({ parentId: null, version: 1 });
  });

  test('two moves at once, each right by itself, do not close a circle', async () => {
    const [a, b] = [await anOrganization(ours), await anOrganization(ours)];
    const belowA = await anOrganization(ours, { parentId: a });
    const belowB = await anOrganization(ours, { parentId: b });

    const moves = await holdUpWrites(database, 'organizations', [
      () => updateOrganization(ours, { id: a, parentId: belowB }),
      () => updateOrganization(ours, { id: b, parentId: belowA }),
    ]);

    expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(moves.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'ORGANIZATION_CYCLE' },
    });
  });

  test('a part can be moved elsewhere, and out', async () => {
    const [first, second] = [await anOrganization(ours), await anOrganization(ours)];
    const part = await anOrganization(ours, { parentId: first });

    await updateOrganization(ours, { id: part, parentId: second });
    await updateOrganization(ours, { id: first, parentId: part });
    await updateOrganization(ours, { id: part, parentId: null });

    expect(await rowOf(part)).toMatchObject({ parentId: null });
  });
});
