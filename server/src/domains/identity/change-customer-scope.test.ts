import { afterAll, describe, expect, test } from 'vitest';
import { aUser } from '../../../testing/factories/identity.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { changeCustomerScope } from './change-customer-scope.ts';
import { changeRolePolicy } from './change-role-policy.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const admin = ours.as('ADMIN');

describe('which customers a user sees', () => {
  test('is said for one user, and taken back', async () => {
    const userId = await aUser(admin);
    const input = {
      userId,
      customerScope: 'TEAM',
      seenVersion: 1,
      idempotencyKey: 'scope',
    } as const;

    await changeCustomerScope(admin, input);
    await changeCustomerScope(admin, input);
    await changeCustomerScope(admin, { userId, customerScope: 'TEAM' });
    await changeCustomerScope(admin, { userId, customerScope: null });

    expect((await ours.eventsAbout(userId)).slice(1)).toMatchObject([
      { name: 'user.scope-changed', payload: { customerScope: 'TEAM' }, changesAccess: true },
      { name: 'user.scope-changed', payload: { customerScope: null } },
    ]);
    expect(await database.membership.findFirstOrThrow({ where: { userId } })).toMatchObject({
      customerScope: null,
      version: 3,
    });
  });

  test('owners and admins are not limited', async () => {
    const refusals = await Promise.all(
      (['OWNER', 'ADMIN'] as const).map((role) =>
        refusalOf(changeCustomerScope(admin, { userId: ours.members[role], customerScope: 'OWN' })),
      ),
    );

    expect(refusals.map(({ code }) => code)).toEqual(['INVALID_INPUT', 'INVALID_INPUT']);
  });

  test('whoever may not, saw another version, or is elsewhere is refused', async () => {
    const userId = await aUser(admin);
    const input = { userId, customerScope: 'OWN' } as const;

    const refusals = await Promise.all([
      refusalOf(changeCustomerScope(ours.as('MANAGER'), input)),
      refusalOf(changeCustomerScope(admin, { ...input, seenVersion: 9 })),
      refusalOf(changeCustomerScope(theirs.as('OWNER'), input)),
    ]);

    expect(refusals.map(({ code }) => code)).toEqual([
      'FORBIDDEN',
      'VERSION_CONFLICT',
      'NOT_FOUND',
    ]);
  });
});

describe('what a role sees', () => {
  const policy = (role: 'AGENT' | 'VIEWER' | 'MANAGER') =>
    database.rolePolicy.findUnique({ where: { workspaceId_role: { workspaceId: ours.id, role } } });

  test('is said once, and an event tells of it', async () => {
    const input = {
      role: 'AGENT',
      customerScope: 'OWN',
      masks: ['customers.phone', 'customers.email', 'customers.phone'],
      seenVersion: 0,
      idempotencyKey: 'policy',
    } as const;

    await changeRolePolicy(admin, input);
    await changeRolePolicy(admin, input);
    await changeRolePolicy(admin, { role: 'AGENT', masks: ['customers.email', 'customers.phone'] });

    const masks = ['customers.email', 'customers.phone'];
    expect(await policy('AGENT')).toMatchObject({ customerScope: 'OWN', masks, version: 1 });
    expect(await ours.eventsAbout(ours.id)).toMatchObject([
      {
        name: 'role-policy.changed',
        subjectType: 'Workspace',
        changedFields: ['rolePolicies'],
        payload: { ofRole: 'AGENT', customerScope: 'OWN', masks },
        changesAccess: true,
      },
    ]);
  });

  test('what is not named stays', async () => {
    await changeRolePolicy(admin, { role: 'VIEWER', customerScope: 'TEAM' });
    await changeRolePolicy(admin, { role: 'VIEWER', masks: ['interactions.content'] });

    expect(await policy('VIEWER')).toMatchObject({
      customerScope: 'TEAM',
      masks: ['interactions.content'],
      version: 2,
    });
  });

  test('owners and admins always see everything', async () => {
    for (const role of ['OWNER', 'ADMIN'] as const) {
      const refusal = await refusalOf(changeRolePolicy(admin, { role, customerScope: 'OWN' }));
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', path: ['role'] });
    }
  });

  test('whoever may not, or saw another version, is refused', async () => {
    const input = { role: 'MANAGER', customerScope: 'TEAM' } as const;

    const refusals = [
      await refusalOf(changeRolePolicy(ours.as('MANAGER'), input)),
      await refusalOf(changeRolePolicy(admin, { ...input, seenVersion: 3 })),
    ];

    expect(refusals).toMatchObject([
      { code: 'FORBIDDEN' },
      { code: 'VERSION_CONFLICT', current: { typename: 'Workspace', id: ours.id } },
    ]);
    expect(await policy('MANAGER')).toBeNull();
  });

  test('one workspace’s policy is not another’s', async () => {
    await changeRolePolicy(theirs.as('ADMIN'), { role: 'MANAGER', customerScope: 'OWN' });

    expect(await policy('MANAGER')).toBeNull();
  });
});
