import { newId } from '../../kernel/ids.ts';
import { permissionsOf } from '../../kernel/permission.ts';
import { change, type CommandContext } from '../../live/change.ts';
import type { Transaction } from '../../platform/database.ts';
import { databaseRefusal, sqlStates } from '../../platform/sql-state.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { addMembership, addUser, newUser } from './create-user.ts';
import { invitationAccepted } from './events.ts';
import { isPassword } from './password.ts';
import { InvalidCredentials, InvitationNotOpen, UserExists } from './problems.ts';
import { systemViewer } from './system-viewer.ts';

export interface AcceptInvitationInput {
  /** What the link holds. */
  readonly invitation: string;
  readonly name: string;
  readonly password: string;
  /** Called with the address before a password is looked at; throws when there were too many attempts. */
  readonly countAttempt: (email: string) => Promise<void>;
}

/**
 * Makes a member of whoever holds the secret of an open invitation. Somebody who signs in to
 * another workspace with the address already proves it by that password, and keeps the name.
 *
 * An invitation is worth what its inviter may do when it is accepted: that of a suspended user, or
 * of one who may invite no longer, brings nobody in.
 *
 * @emits invitation.accepted, user.created
 * @throws {InvitationNotOpen} no such secret, or used, withdrawn or expired
 * @throws {InvalidInput} no name, or a password too short
 * @throws {InvalidCredentials} the address has another password
 * @throws {UserExists} the address came into the workspace in another way meanwhile
 */
export async function acceptInvitation(
  process: Omit<CommandContext, 'viewer' | 'source'>,
  input: AcceptInvitationInput,
): Promise<{ workspaceId: string; userId: string }> {
  const { database, clock } = process;
  const secretHash = hashSecret(input.invitation);
  const found = await database.invitation.findUnique({ where: { secretHash } });
  if (!found) throw new InvitationNotOpen();
  const { workspaceId, email, role } = found;
  await requireOpen(database, found.id, clock());
  const person = await database.user.findUnique({ where: { email } });
  if (person) {
    await input.countAttempt(email);
    if (!(await isPassword(input.password, person.passwordHash)))
      throw new InvalidCredentials(`${email} signs in here already: give that password.`);
  }
  const fields = person ? null : await newUser({ ...input, email });
  const userId = person?.id ?? newId(clock().getTime());
  const ctx = { ...process, source: 'api', viewer: { ...systemViewer(workspaceId), userId } };

  try {
    await change(ctx, { operation: 'acceptInvitation', input: {} }, async (tx, emit) => {
      await tx.$executeRaw`SELECT 1 FROM invitations WHERE id = ${found.id}::uuid FOR UPDATE`;
      const now = clock();
      const { teamId } = await requireOpen(tx, found.id, now);
      await tx.invitation.update({ where: { id: found.id }, data: { acceptedAt: now } });
      emit(invitationAccepted, { subjectId: found.id, payload: {} });
      const membership = { workspaceId, userId, role, teamId };
      return fields
        ? addUser(tx, emit, membership, fields, now)
        : addMembership(tx, emit, membership, now);
    });
  } catch (error) {
    if (databaseRefusal(error)?.sqlState === sqlStates.uniqueViolation) throw new UserExists(email);
    throw error;
  }
  return { workspaceId, userId };
}

/** @throws {InvitationNotOpen} used, withdrawn, expired, or its inviter may no longer give it */
async function requireOpen(tx: Pick<Transaction, 'invitation'>, id: string, now: Date) {
  const { invitedBy, team, ...invitation } = await tx.invitation.findUniqueOrThrow({
    where: { id },
    include: { invitedBy: true, team: true },
  });
  const mayInvite =
    invitation.invitedById === null ||
    (invitedBy !== null &&
      invitedBy.suspendedAt === null &&
      permissionsOf(invitedBy.role).has('users:write') &&
      (invitation.role !== 'OWNER' || invitedBy.role === 'OWNER'));
  const isOpen =
    invitation.acceptedAt === null && invitation.revokedAt === null && invitation.expiresAt > now;
  if (!isOpen || !mayInvite) throw new InvitationNotOpen();
  return { teamId: team && team.archivedAt === null ? team.id : null };
}
