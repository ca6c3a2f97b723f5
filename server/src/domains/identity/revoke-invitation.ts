import type { Identified } from '../../kernel/ids.ts';
import { NotFound } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { invitationRevoked } from './events.ts';
import { requireUsersWrite } from './lock-member.ts';
import { InvitationNotOpen } from './problems.ts';

export interface RevokeInvitationInput {
  readonly id: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Withdraws an invitation: its link brings nobody in. One that is withdrawn already stays so and
 * emits nothing.
 *
 * @emits invitation.revoked
 * @throws {Forbidden} the viewer lacks `users:write`
 * @throws {InvitationNotOpen} it was accepted already; suspend the user instead
 * @throws {NotFound} no such invitation in the workspace
 */
export async function revokeInvitation(
  ctx: CommandContext,
  input: RevokeInvitationInput,
): Promise<Identified> {
  const { viewer, clock } = ctx;
  const { workspaceId } = viewer;
  const { id } = input;
  requireUsersWrite(viewer);

  return change(ctx, { operation: 'revokeInvitation', input }, async (tx, emit) => {
    await tx.$executeRaw`SELECT 1 FROM invitations WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    const found = await tx.invitation.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
    });
    if (!found) throw new NotFound('There is no such invitation.');
    if (found.acceptedAt) throw new InvitationNotOpen();
    if (found.revokedAt) return { id };
    await tx.invitation.update({ where: { id }, data: { revokedAt: clock() } });
    emit(invitationRevoked, { subjectId: id, payload: {} });
    return { id };
  });
}
