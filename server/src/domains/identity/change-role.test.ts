import { afterAll, describe, expect, test } from 'vitest';
import { aUser } from '../../../testing/factories/identity.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { viewerOf } from '../../../testing/viewer.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { changeCustomerScope } from './change-customer-scope.ts';
import { changeRole } from './change-role.ts';
import { suspendUser } from './suspend-user.ts';
import { systemViewer } from './system-viewer.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const owner = ours.as('OWNER');
const admin = ours.as('ADMIN');
const member = (userId: string) =>
  database.membership.findUniqueOrThrow({
    where: { workspaceId_userId: { workspaceId: ours.id, userId } },
  });

describe('changing a role', () => {
  test('the user has it, and one event tells of it', async () => {
    const userId = await aUser(owner);

    await changeRole(admin, { userId, role: 'MANAGER', seenVersion: 1 });

    expect(await member(userId)).toMatchObject({ role: 'MANAGER', version: 2 });
    expect((await ours.eventsAbout(userId)).at(-1)).toMatchObject({
      name: 'user.role-changed',
      changedFields: ['role'],
      payload: { fromRole: 'AGENT', toRole: 'MANAGER' },
      changesAccess: true,
      actorId: ours.members.ADMIN,
    });
  });

  test('a repeat, with the same key or without one, has no second effect', async () => {
    const userId = await aUser(owner);
    const input = { userId, role: 'VIEWER', idempotencyKey: 'demote once' } as const;

    const first = await changeRole(owner, input);
    const repeated = await changeRole(owner, input);
    await changeRole(owner, { userId, role: 'VIEWER' });

    expect(repeated).toEqual(first);
    expect(await ours.namesAbout(userId)).toEqual(['user.created', 'user.role-changed']);
  });

  test('whoever saw another version changes nothing', async () => {
    const userId = await aUser(owner);
    await changeRole(owner, { userId, role: 'MANAGER' });

    const refusal = await refusalOf(changeRole(owner, { userId, role: 'VIEWER', seenVersion: 1 }));

    expect(refusal).toMatchObject({
      code: 'VERSION_CONFLICT',
      current: { typename: 'User', id: userId },
    });
    expect((await member(userId)).role).toBe('MANAGER');
  });

  test.for(['MANAGER', 'AGENT', 'VIEWER'] as const)('a %s is refused', async (role) => {
    const userId = await aUser(owner);

    const refusal = await refusalOf(changeRole(ours.as(role), { userId, role: 'VIEWER' }));

    expect(refusal.code).toBe('FORBIDDEN');
  });

  test('nobody changes the own role', async () => {
    const own = { userId: ours.members.OWNER, role: 'ADMIN' } as const;

    expect((await refusalOf(changeRole(owner, own))).code).toBe('FORBIDDEN');
  });

  test('a user of another workspace is like nobody', async () => {
    const userId = theirs.members.AGENT;

    const refusal = await refusalOf(changeRole(owner, { userId, role: 'VIEWER' }));

    expect(refusal.code).toBe('NOT_FOUND');
    expect(await theirs.namesAbout(userId)).toEqual([]);
  });

  test('a scope of one’s own ends where the new role sees everything', async () => {
    const userId = await aUser(owner);
    await changeCustomerScope(owner, { userId, customerScope: 'OWN' });

    await changeRole(owner, { userId, role: 'ADMIN' });

    expect(await member(userId)).toMatchObject({ role: 'ADMIN', customerScope: null });
    expect((await ours.eventsAbout(userId)).at(-1)!.changedFields).toEqual([
      'role',
      'customerScope',
    ]);
  });
});

describe('owners', () => {
  test('only an owner makes one, and only an owner unmakes one', async () => {
    const userId = await aUser(owner);

    const made = await refusalOf(changeRole(admin, { userId, role: 'OWNER' }));
    await changeRole(owner, { userId, role: 'OWNER' });
    const unmade = await refusalOf(changeRole(admin, { userId, role: 'AGENT' }));
    await changeRole(owner, { userId, role: 'AGENT' });

    expect([made.code, unmade.code]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  test('whoever was an owner when the request began, and is one no longer, is refused', async () => {
    const former = await aUser(owner);
    const userId = await aUser(owner, { role: 'OWNER' });
    const stale = { ...owner, viewer: viewerOf(ours.id, former, 'OWNER') };

    expect((await refusalOf(changeRole(stale, { userId, role: 'AGENT' }))).code).toBe('FORBIDDEN');

    await changeRole(owner, { userId, role: 'AGENT' });
  });

  test('the last one stays, also against the installation itself', async () => {
    const system = { ...theirs, viewer: systemViewer(theirs.id) };
    const input = { userId: theirs.members.OWNER, role: 'ADMIN' } as const;

    expect((await refusalOf(changeRole(system, input))).code).toBe('LAST_OWNER');
  });

  test('one who is suspended does not count', async () => {
    const system = { ...theirs, viewer: systemViewer(theirs.id) };
    const second = await aUser(system, { role: 'OWNER' });
    await suspendUser(system, { userId: second });
    const input = { userId: theirs.members.OWNER, role: 'ADMIN' } as const;

    expect((await refusalOf(changeRole(system, input))).code).toBe('LAST_OWNER');
  });

  test('of two who unmake each other at the same time one stays', async () => {
    const rounds = Array.from({ length: 8 }, async (_, round) => {
      const workspace = await database.workspace.create({ data: { name: `Round ${round}` } });
      const system = { ...ours, viewer: systemViewer(workspace.id) };
      const pair = [await aUser(system, { role: 'OWNER' }), await aUser(system, { role: 'OWNER' })];
      await Promise.allSettled(
        pair.map((userId, index) => {
          const viewer = viewerOf(workspace.id, userId, 'OWNER');
          return changeRole({ ...ours, viewer }, { userId: pair[1 - index]!, role: 'ADMIN' });
        }),
      );
      return database.membership.count({ where: { workspaceId: workspace.id, role: 'OWNER' } });
    });

    expect(await Promise.all(rounds)).toEqual(rounds.map(() => 1));
  });
});
