import type { Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { userRestored } from './events.ts';
import { lockMember, type MemberReference, requireUsersWrite } from './lock-member.ts';
import { requireOwner } from './owner-rules.ts';

export interface RestoreUserInput extends MemberReference {
  readonly idempotencyKey?: string | undefined;
}

/**
 * Lets a suspended user come in again, with the role, team and customers of before; sessions and
 * tokens stay ended. Somebody who is not suspended stays so, and nothing is emitted.
 *
 * @emits user.restored
 * @throws {Forbidden} the viewer lacks `users:write`, or touches an owner without being one
 * @throws {NotFound} no such user in the workspace
 * @throws {VersionConflict} somebody else changed the user first
 */
export async function restoreUser(
  ctx: CommandContext,
  input: RestoreUserInput,
): Promise<Identified> {
  const { viewer } = ctx;
  const { userId } = input;
  requireUsersWrite(viewer);

  return change(ctx, { operation: 'restoreUser', input }, async (tx, emit) => {
    const { member, owners } = await lockMember(tx, viewer, input);
    if (member.role === 'OWNER') requireOwner(viewer, owners);
    if (!member.suspendedAt) return { id: userId };
    await tx.membership.update({
      where: { workspaceId_userId: { workspaceId: viewer.workspaceId, userId } },
      data: { suspendedAt: null, version: { increment: 1 } },
    });
    emit(userRestored, { subjectId: userId, changedFields: ['suspendedAt'], payload: {} });
    return { id: userId };
  });
}
