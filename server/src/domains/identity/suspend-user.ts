import type { Identified } from '../../kernel/ids.ts';
import { Forbidden } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { userSuspended } from './events.ts';
import { lockMember, type MemberReference, requireUsersWrite } from './lock-member.ts';
import { requireAnotherOwner, requireOwner } from './owner-rules.ts';
import { endSessions } from './sessions.ts';

export interface SuspendUserInput extends MemberReference {
  readonly idempotencyKey?: string | undefined;
}

/**
 * Shuts a user out of the workspace until restored: no sign-in, no token, and the open sessions end
 * at once, their sockets within a second. What the user owns stays theirs. Somebody who is suspended
 * already stays so, and nothing is emitted.
 *
 * @emits user.suspended
 * @emits session.ended for each session that was open
 * @throws {Forbidden} the viewer lacks `users:write`, means itself, or touches an owner without being one
 * @throws {LastOwner} nobody else owns the workspace
 * @throws {NotFound} no such user in the workspace
 * @throws {VersionConflict} somebody else changed the user first
 */
export async function suspendUser(
  ctx: CommandContext,
  input: SuspendUserInput,
): Promise<Identified> {
  const { viewer, clock } = ctx;
  const { workspaceId } = viewer;
  const { userId } = input;
  requireUsersWrite(viewer);
  if (userId === viewer.userId) throw new Forbidden('You cannot suspend yourself.');

  return change(ctx, { operation: 'suspendUser', input }, async (tx, emit) => {
    const { member, owners } = await lockMember(tx, viewer, input);
    if (member.role === 'OWNER') requireOwner(viewer, owners);
    if (member.suspendedAt) return { id: userId };
    if (member.role === 'OWNER') requireAnotherOwner(member, owners);
    const now = clock();
    await tx.membership.update({
      where: { workspaceId_userId: { workspaceId, userId } },
      data: { suspendedAt: now, version: { increment: 1 } },
    });
    emit(userSuspended, { subjectId: userId, changedFields: ['suspendedAt'], payload: {} });
    await endSessions(tx, emit, { workspaceId, userId }, now);
    return { id: userId };
  });
}
