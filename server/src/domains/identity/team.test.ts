import { afterAll, describe, expect, test } from 'vitest';
import { aTeam, aUser } from '../../../testing/factories/identity.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { archiveTeam } from './archive-team.ts';
import { createTeam } from './create-team.ts';
import { renameTeam } from './rename-team.ts';
import { restoreTeam } from './restore-team.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const admin = ours.as('ADMIN');
const team = (id: string) => database.team.findUniqueOrThrow({ where: { id } });

describe('a team', () => {
  test('begins with a name of its own, and an event tells of it', async () => {
    const { id } = await createTeam(admin, { name: '  North ' });

    expect(await team(id)).toMatchObject({ name: 'North', version: 1, archivedAt: null });
    expect(await ours.eventsAbout(id)).toMatchObject([{ name: 'team.created' }]);
    const taken = await refusalOf(createTeam(admin, { name: 'NORTH' }));
    expect(taken).toMatchObject({ code: 'TEAM_NAME_TAKEN', path: ['name'] });
    await expect(createTeam(theirs.as('ADMIN'), { name: 'North' })).resolves.toBeDefined();
  });

  test('made twice with one key is one team', async () => {
    const input = { name: 'Once', idempotencyKey: 'team once' };

    expect(await createTeam(admin, input)).toEqual(await createTeam(admin, input));
  });

  test.for(['', '   ', 'x'.repeat(201), 'a\0b'])('is not called %j', async (name) => {
    const id = await aTeam(admin);

    const refusals = [createTeam(admin, { name }), renameTeam(admin, { id, name })];

    for (const refusal of refusals)
      expect(await refusalOf(refusal)).toMatchObject({ code: 'INVALID_INPUT', path: ['name'] });
  });

  test('is called otherwise, once', async () => {
    const id = await aTeam(admin, 'Before');
    await aTeam(admin, 'Taken');
    const input = { id, name: 'After', seenVersion: 1, idempotencyKey: 'rename' };

    await renameTeam(admin, input);
    await renameTeam(admin, input);
    await renameTeam(admin, { id, name: 'After' });

    expect(await team(id)).toMatchObject({ name: 'After', version: 2 });
    expect(await ours.eventsAbout(id)).toMatchObject([
      { name: 'team.created' },
      { name: 'team.renamed', changedFields: ['name'] },
    ]);
    const taken = await refusalOf(renameTeam(admin, { id, name: 'taken' }));
    expect(taken.code).toBe('TEAM_NAME_TAKEN');
  });

  test('that is empty is put away, and its name is free', async () => {
    const id = await aTeam(admin, 'Short-lived');
    const input = { id, seenVersion: 1, idempotencyKey: 'archive' };

    await archiveTeam(admin, input);
    await archiveTeam(admin, input);
    await archiveTeam(admin, { id });

    expect((await team(id)).archivedAt).toEqual(world.now);
    expect(await ours.namesAbout(id)).toEqual(['team.created', 'team.archived']);
    const other = await aTeam(admin, 'Short-lived');
    expect((await refusalOf(restoreTeam(admin, { id }))).code).toBe('TEAM_NAME_TAKEN');
    await archiveTeam(admin, { id: other });
    await restoreTeam(admin, { id, seenVersion: 2 });
    await restoreTeam(admin, { id });
    expect((await team(id)).archivedAt).toBeNull();
    expect((await ours.namesAbout(id)).slice(2)).toEqual(['team.restored']);
  });

  test('with somebody or something in it is not put away', async () => {
    const peopled = await aTeam(admin);
    const stocked = await aTeam(admin);
    await aUser(admin, { teamId: peopled });
    await database.customer.create({
      data: { workspaceId: ours.id, name: 'In the pool', teamId: stocked, archivedAt: world.now },
    });

    const refusals = [
      await refusalOf(archiveTeam(admin, { id: peopled })),
      await refusalOf(archiveTeam(admin, { id: stocked })),
    ];

    expect(refusals).toMatchObject([
      { code: 'TEAM_NOT_EMPTY', memberCount: 1, customerCount: 0 },
      { code: 'TEAM_NOT_EMPTY', memberCount: 0, customerCount: 1 },
    ]);
  });

  test('takes nobody in while it is put away', async () => {
    for (let round = 0; round < 8; round++) {
      const id = await aTeam(admin);

      await Promise.allSettled([archiveTeam(admin, { id }), aUser(admin, { teamId: id })]);

      const members = await database.membership.count({ where: { teamId: id } });
      expect([(await team(id)).archivedAt === null, members]).toEqual([members === 1, members]);
    }
  });

  type Run = (ctx: typeof admin, id: string, seenVersion?: number) => Promise<unknown>;

  test.for<[string, Run]>([
    ['renamed', (ctx, id, seenVersion) => renameTeam(ctx, { id, name: 'Other', seenVersion })],
    ['archived', (ctx, id, seenVersion) => archiveTeam(ctx, { id, seenVersion })],
    ['restored', (ctx, id, seenVersion) => restoreTeam(ctx, { id, seenVersion })],
  ])('is not %s by those who may not, elsewhere, or on an old look', async ([, run]) => {
    const id = await aTeam(admin);

    expect((await refusalOf(run(ours.as('MANAGER'), id))).code).toBe('FORBIDDEN');
    expect((await refusalOf(run(theirs.as('OWNER'), id))).code).toBe('NOT_FOUND');
    expect(await refusalOf(run(admin, id, 7))).toMatchObject({
      code: 'VERSION_CONFLICT',
      current: { typename: 'Team', id },
    });
    expect(await ours.namesAbout(id)).toEqual(['team.created']);
  });

  test('is not begun by those who may not', async () => {
    const refusal = await refusalOf(createTeam(ours.as('AGENT'), { name: 'Mine' }));

    expect(refusal.code).toBe('FORBIDDEN');
  });
});
