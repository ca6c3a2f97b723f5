import { Forbidden } from '../../kernel/problem.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { LockedMember } from './lock-member.ts';
import { LastOwner } from './problems.ts';

/**
 * Whether the viewer may touch an owner, judged by the locked rows: whoever was an owner when the
 * request began may be one no longer. The installation itself may.
 *
 * @throws {Forbidden} the viewer is not an owner
 */
export function requireOwner({ userId }: Viewer, owners: readonly LockedMember[]): void {
  const isOwner = owners.some((owner) => owner.userId === userId && !owner.suspendedAt);
  if (userId !== '' && !isOwner) throw new Forbidden('Only an owner may do this to an owner.');
}

/** @throws {LastOwner} nobody but the member owns the workspace and can sign in */
export function requireAnotherOwner(member: LockedMember, owners: readonly LockedMember[]): void {
  const others = owners.filter(
    ({ userId, suspendedAt }) => userId !== member.userId && !suspendedAt,
  );
  if (others.length === 0) throw new LastOwner();
}
