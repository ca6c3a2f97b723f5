import { type FieldMask, fieldMasks } from '../../../server/src/kernel/field-mask.ts';
import { customerScopes } from '../../../server/src/kernel/row-scope.ts';
import { type Role, roles } from '../../../server/src/kernel/permission.ts';
import type { Dice } from '../dice.ts';
import { addMember, addTeam, type Member, setMasks } from '../members.ts';
import type { TestServer } from '../server.ts';

/** Those who ask, with what each is, for the message of a failure. */
export interface Asker extends Member {
  readonly called: string;
  readonly role: Role;
  /** Role and scope: equal for those who see by the same rules. */
  readonly kind: string;
}

export interface People {
  readonly owner: Asker;
  readonly askers: readonly Asker[];
  readonly userIds: readonly string[];
  /** Those who see what is theirs alone. */
  readonly ownerIds: readonly string[];
  readonly teamIds: readonly string[];
}

/** What each role may not see. */
export type Masks = ReadonlyMap<Role, readonly FieldMask[]>;

/** Thrown; in the other workspace each role may see what it may not in the first. */
export function throwMasks(dice: Dice): readonly [Masks, Masks] {
  const masked: readonly Role[] = roles.filter((role) => role !== 'OWNER' && role !== 'ADMIN');
  const first = new Map(masked.map((role) => [role, dice.some(fieldMasks, fieldMasks.length)]));
  // Every mask is somebody's, whatever is thrown.
  first.set('VIEWER', [...fieldMasks]);
  const other = [...first].map(
    ([role, masks]) => [role, fieldMasks.filter((mask) => !masks.includes(mask))] as const,
  );
  return [first, new Map(other)];
}

/** Teams, and two people of each role and each scope. */
export async function addPeople(
  server: TestServer,
  workspaceId: string,
  masksOf: Masks,
  dice: Dice,
): Promise<People> {
  const teamIds = [
    await addTeam(server, workspaceId, dice.uuid()),
    await addTeam(server, workspaceId, dice.uuid()),
    await addTeam(server, workspaceId, dice.uuid()),
  ];
  for (const [role, masks] of masksOf) await setMasks(server, workspaceId, role, masks);
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
      const masked = ` without ${masksOf.get(role)?.join(', ') || 'masks'}`;
      const placed = teamId ? `in team ${team}` : 'in no team';
      askers.push({ ...member, role, kind, called: `${kind} ${placed}${masked}` });
    }
  }
  const own = askers.filter(({ kind }) => kind.endsWith('OWN'));
  return {
    owner: askers[0]!,
    askers,
    userIds: askers.map(({ userId }) => userId),
    ownerIds: own.map(({ userId }) => userId),
    teamIds,
  };
}
