import { fieldMasks } from '../../../server/src/kernel/field-mask.ts';
import { customerScopes } from '../../../server/src/kernel/row-scope.ts';
import { roles } from '../../../server/src/kernel/permission.ts';
import type { Dice } from '../dice.ts';
import { addMember, addTeam, type Member, setMasks } from '../members.ts';
import type { TestServer } from '../server.ts';

/** Those who ask, with what each is, for the message of a failure. */
export interface Asker extends Member {
  readonly called: string;
}

export interface People {
  readonly owner: Asker;
  readonly askers: readonly Asker[];
  readonly userIds: readonly string[];
  readonly teamIds: readonly string[];
}

/** Teams, and for each role and each scope somebody; what each role may not see is thrown. */
export async function addPeople(
  server: TestServer,
  workspaceId: string,
  dice: Dice,
): Promise<People> {
  const teamIds = [
    await addTeam(server, workspaceId, dice.uuid()),
    await addTeam(server, workspaceId, dice.uuid()),
    await addTeam(server, workspaceId, dice.uuid()),
  ];
  const masksOf = new Map(roles.map((role) => [role, dice.some(fieldMasks, fieldMasks.length)]));
  // Every mask is somebody's, whatever is thrown.
  masksOf.set('VIEWER', [...fieldMasks]);
  for (const [role, masks] of masksOf) {
    if (role !== 'OWNER' && role !== 'ADMIN') await setMasks(server, workspaceId, role, masks);
  }
  const askers: Asker[] = [];
  for (const role of roles) {
    const seesAll = role === 'OWNER' || role === 'ADMIN';
    for (const scope of seesAll ? [undefined] : customerScopes) {
      const teamId = dice.chance(0.7) ? dice.pick(teamIds) : null;
      const member = await addMember(server, workspaceId, {
        role,
        teamId,
        userId: dice.uuid(),
        ...(scope ? { scope } : {}),
      });
      const masked = seesAll ? '' : ` without ${masksOf.get(role)!.join(', ') || 'masks'}`;
      const placed = teamId ? 'in a team' : 'in no team';
      askers.push({ ...member, called: `${role} ${scope ?? 'ALL'} ${placed}${masked}` });
    }
  }
  return { owner: askers[0]!, askers, userIds: askers.map(({ userId }) => userId), teamIds };
}
