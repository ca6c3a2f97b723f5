import { Forbidden, NotFound, VersionConflict } from '../../kernel/problem.ts';
import type { Role } from '../../kernel/permission.ts';
import type { CustomerScope } from '../../kernel/row-scope.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { Transaction } from '../../platform/database.ts';

/** A user's membership as it stands while it is locked. */
export interface LockedMember {
  readonly userId: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly customerScope: CustomerScope | null;
  readonly suspendedAt: Date | null;
  readonly version: number;
}

/** Which user, and as which version the caller last saw it. */
export interface MemberReference {
  readonly userId: string;
  readonly seenVersion?: number | null | undefined;
}

/** @throws {Forbidden} the viewer may not change users and teams */
export function requireUsersWrite({ permissions }: Viewer): void {
  if (!permissions.has('users:write')) throw new Forbidden('You may not change users and teams.');
}

/**
 * Locks a user's membership and those of all owners until the transaction ends, in one order, so
 * that what is decided about owners still holds at the commit. Answers with the user first.
 *
 * Whoever makes a user the owner of a customer locks the membership FOR SHARE and waits for this.
 *
 * @throws {NotFound} no such user in the workspace
 * @throws {VersionConflict} the user has changed since `seenVersion`
 */
export async function lockMember(
  tx: Transaction,
  { workspaceId }: Pick<Viewer, 'workspaceId'>,
  { userId, seenVersion }: MemberReference,
): Promise<{ member: LockedMember; owners: readonly LockedMember[] }> {
  const rows = await tx.$queryRaw<LockedMember[]>`
    SELECT user_id AS "userId", role::text AS role, team_id AS "teamId", version,
      customer_scope::text AS "customerScope", suspended_at AS "suspendedAt"
    FROM memberships
    WHERE workspace_id = ${workspaceId}::uuid AND (user_id = ${userId}::uuid OR role = 'OWNER')
    ORDER BY user_id FOR NO KEY UPDATE`;
  const member = rows.find((row) => row.userId === userId);
  if (!member) throw new NotFound('There is no such user.');
  if (seenVersion != null && seenVersion !== member.version) {
    throw new VersionConflict('Somebody else changed this user since you opened it.', {
      typename: 'User',
      id: userId,
    });
  }
  return { member, owners: rows.filter(({ role }) => role === 'OWNER') };
}
