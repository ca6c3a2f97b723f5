import { afterAll, describe, expect, test } from 'vitest';
import { aCustomer } from '../../../testing/factories/customers.ts';
import { aTeam, aUser } from '../../../testing/factories/identity.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { archiveCustomer } from './archive-customer.ts';
import { moveUser } from './move-user.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const admin = ours.as('ADMIN');
const customer = (id: string) => database.customer.findUniqueOrThrow({ where: { id } });

describe('moving a user', () => {
  test('takes the customers they own along, and tells of each', async () => {
    const [from, to] = [await aTeam(admin), await aTeam(admin)];
    const userId = await aUser(admin);
    await moveUser(admin, { userId, teamId: from });
    const owned = [
      await aCustomer(ours, { ownerId: userId }),
      await aCustomer(ours, { ownerId: userId }),
    ];
    const others = await aCustomer(ours, { ownerId: ours.members.AGENT });
    await database.customer.updateMany({ where: { id: { in: owned } }, data: { teamId: from } });
    await archiveCustomer(ours, { id: owned[1]! });
    const seen = await customer(owned[0]!);

    await moveUser(admin, { userId, teamId: to, seenVersion: 2 });

    expect(await database.membership.findFirstOrThrow({ where: { userId } })).toMatchObject({
      teamId: to,
      version: 3,
    });
    expect((await ours.eventsAbout(userId)).at(-1)).toMatchObject({
      name: 'user.team-changed',
      changedFields: ['team'],
      payload: { fromTeamId: from, toTeamId: to },
      changesAccess: true,
    });
    for (const id of owned) {
      expect((await customer(id)).teamId).toBe(to);
      expect((await ours.eventsAbout(id)).at(-1)).toMatchObject({
        name: 'customer.updated',
        customerId: id,
        ownerId: userId,
        teamId: to,
        before: { teamId: from },
        changedFields: ['team'],
      });
    }
    expect((await customer(owned[0]!)).version).toBe(seen.version + 1);
    expect((await customer(others)).teamId).toBeNull();
  });

  test('out of any team', async () => {
    const userId = await aUser(admin, { teamId: await aTeam(admin) });
    const id = await aCustomer(ours, { ownerId: userId });

    await moveUser(admin, { userId, teamId: null });

    expect((await customer(id)).teamId).toBeNull();
  });

  test('a repeat, with the same key or without one, has no second effect', async () => {
    const userId = await aUser(admin);
    const input = { userId, teamId: await aTeam(admin), idempotencyKey: 'move' };

    await moveUser(admin, input);
    await moveUser(admin, input);
    await moveUser(admin, { userId, teamId: input.teamId });

    expect(await ours.namesAbout(userId)).toEqual(['user.created', 'user.team-changed']);
  });

  test('whoever may not, saw another version, or names what is not here is refused', async () => {
    const userId = await aUser(admin);
    const archived = await aTeam(admin);
    await database.team.update({ where: { id: archived }, data: { archivedAt: world.now } });
    const teamId = await aTeam(admin);

    const refusals = await Promise.all([
      refusalOf(moveUser(ours.as('MANAGER'), { userId, teamId })),
      refusalOf(moveUser(admin, { userId, teamId, seenVersion: 4 })),
      refusalOf(moveUser(theirs.as('OWNER'), { userId, teamId: null })),
      refusalOf(moveUser(admin, { userId, teamId: await aTeam(theirs.as('OWNER')) })),
      refusalOf(moveUser(admin, { userId, teamId: archived })),
    ]);

    expect(refusals.map(({ code }) => code)).toEqual([
      'FORBIDDEN',
      'VERSION_CONFLICT',
      'NOT_FOUND',
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
    expect(await ours.namesAbout(userId)).toEqual(['user.created']);
  });
});
