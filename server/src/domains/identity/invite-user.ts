import { newId } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/permission.ts';
import { Forbidden } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { hashSecret, newSecret } from '../../platform/secrets.ts';
import { emailField } from './create-user.ts';
import { invitationCreated, invitationRevoked } from './events.ts';
import { requireUsersWrite } from './lock-member.ts';
import { requireTeam } from './lock-team.ts';
import { UserExists } from './problems.ts';

const INVITATION_DAYS = 7;

export interface InviteUserInput {
  readonly email: string;
  readonly role: Role;
  readonly teamId?: string | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** The secret is known only now; null when the call repeats one that worked. */
export interface IssuedInvitation {
  readonly id: string;
  readonly secret: string | null;
}

/**
 * Offers somebody a place in the workspace, for 7 days, to whoever holds the secret. An open
 * invitation to the same address is withdrawn: its link may be lost. Only an owner invites owners.
 *
 * @emits invitation.created
 * @emits invitation.revoked for the one whose place it takes
 * @throws {Forbidden} the viewer lacks `users:write`, or invites an owner without being one
 * @throws {InvalidInput} no e-mail address
 * @throws {NotFound} no such team
 * @throws {UserExists} somebody signs in here with the address already
 */
export async function inviteUser(
  ctx: CommandContext,
  input: InviteUserInput,
): Promise<IssuedInvitation> {
  const { viewer, clock } = ctx;
  const { workspaceId } = viewer;
  requireUsersWrite(viewer);
  if (input.role === 'OWNER' && viewer.role !== 'OWNER')
    throw new Forbidden('Only an owner may invite an owner.');
  const email = emailField(input.email);
  let secret: string | null = null;

  const { id } = await change(ctx, { operation: 'inviteUser', input }, async (tx, emit) => {
    await requireTeam(tx, workspaceId, input.teamId, 'teamId');
    const member = await tx.membership.findFirst({ where: { workspaceId, user: { email } } });
    if (member) throw new UserExists(email);
    const now = clock();
    const replaced = await tx.invitation.updateManyAndReturn({
      where: { workspaceId, email, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
      select: { id: true },
    });
    for (const { id } of replaced) emit(invitationRevoked, { subjectId: id, payload: {} });
    const id = newId(now.getTime());
    secret = newSecret();
    await tx.invitation.create({
      data: {
        id,
        workspaceId,
        email,
        role: input.role,
        teamId: input.teamId ?? null,
        secretHash: hashSecret(secret),
        invitedById: viewer.userId || null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + INVITATION_DAYS * 86_400_000),
      },
    });
    emit(invitationCreated, { subjectId: id, payload: {} });
    return { id };
  });
  return { id, secret };
}
