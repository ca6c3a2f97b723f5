import type { Identified } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/permission.ts';
import { Forbidden } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { roleChanged } from './events.ts';
import { lockMember, type MemberReference, requireUsersWrite } from './lock-member.ts';
import { requireAnotherOwner, requireOwner } from './owner-rules.ts';
import { seesEverything } from './sees-everything.ts';

export interface ChangeRoleInput extends MemberReference {
  readonly role: Role;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Gives a user another role. Sessions go on with the new rights; feeds end with a gap where the
 * event stands. A customer scope of the user's own is dropped where the new role sees everything.
 *
 * @emits user.role-changed
 * @throws {Forbidden} the viewer lacks `users:write`, means itself, or touches an owner without being one
 * @throws {LastOwner} nobody else owns the workspace
 * @throws {NotFound} no such user in the workspace
 * @throws {VersionConflict} somebody else changed the user first
 */
export async function changeRole(ctx: CommandContext, input: ChangeRoleInput): Promise<Identified> {
  const { viewer } = ctx;
  const { userId, role } = input;
  requireUsersWrite(viewer);
  if (userId === viewer.userId) throw new Forbidden('You cannot change your own role.');

  return change(ctx, { operation: 'changeRole', input }, async (tx, emit) => {
    const { member, owners } = await lockMember(tx, viewer, input);
    if (member.role === role) return { id: userId };
    if (member.role === 'OWNER' || role === 'OWNER') requireOwner(viewer, owners);
    if (member.role === 'OWNER') requireAnotherOwner(member, owners);
    const dropsScope = member.customerScope !== null && seesEverything(role);
    await tx.membership.update({
      where: { workspaceId_userId: { workspaceId: viewer.workspaceId, userId } },
      data: {
        role,
        version: { increment: 1 },
        ...(dropsScope ? { customerScope: null } : {}),
      },
    });
    emit(roleChanged, {
      subjectId: userId,
      changedFields: ['role', ...(dropsScope ? ['customerScope'] : [])],
      payload: { fromRole: member.role, toRole: role },
    });
    return { id: userId };
  });
}
