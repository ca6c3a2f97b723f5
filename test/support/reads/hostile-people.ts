import { fieldMasks } from '../../../server/src/kernel/field-mask.ts';
import { customerScopes } from '../../../server/src/kernel/row-scope.ts';
import { roles } from '../../../server/src/kernel/permission.ts';
import type { Dice } from '../dice.ts';
import { addMember, addTeam, type Member, setMasks } from '../members.ts';
import type { TestServer } from '../server.ts';

/** Those who ask, with what each is, for the message of a failure. */
export interface Asker extends Member {
  readonly called: string;
  /** Role and scope: equal for those who see by the same rules. */
  readonly kind: string;
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
    const scopes = seesAll ? [undefined] : customerScopes;
    // Two of each kind in two teams: they see by the same rules, but not the same.
    for (const [scope, team] of scopes.flatMap((each) => [
      [each, 0] as const,
      [each, 1] as const,
    ])) {
      const teamId = dice.chance(0.85) ? teamIds[team]! : null;
      const member = await addMember(server, workspaceId, {
        role,
        teamId,
        userId: dice.uuid(),
        ...(scope ? { scope } : {}),
      });
      const kind = `${role} ${scope ?? 'ALL'}`;
      const masked = seesAll ? '' : ` without ${masksOf.get(role)!.join(', ') || 'masks'}`;
      const placed = teamId ? `in team ${team}` : 'in no team';
      askers.push({ ...member, kind, called: `${kind} ${placed}${masked}` });
    }
  }
  return { owner: askers[0]!, askers, userIds: askers.map(({ userId }) => userId), teamIds };
}
