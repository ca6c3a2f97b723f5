import type { Customer } from '@rapport/prisma';
import { InvalidInput, NotFound } from '../../kernel/problem.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { Transaction } from '../../platform/database.ts';

/** What is said of who looks after a customer. Undefined: not spoken of. Null: nobody, or no team. */
interface Place {
  readonly ownerId?: string | null | undefined;
  readonly teamId?: string | null | undefined;
}

/** Somebody who is going to own a customer, not to be moved to another team before that is committed. */
export interface LockedOwner {
  readonly userId: string;
  readonly teamId: string | null;
}

/**
 * Locks the membership of whoever is to be an owner, before the customer: whoever moves a user to
 * another team locks in the same order, and takes the owned customers along.
 *
 * @throws {NotFound} no such user in the workspace
 */
export async function lockOwner(
  tx: Transaction,
  workspaceId: string,
  userId: string | null | undefined,
): Promise<LockedOwner | null> {
  if (userId == null) return null;
  const [found] = await tx.$queryRaw<{ team_id: string | null }[]>`
    SELECT team_id FROM memberships
    WHERE workspace_id = ${workspaceId}::uuid AND user_id = ${userId}::uuid FOR SHARE`;
  if (!found) throw new NotFound('There is no such user.', ['ownerId']);
  return { userId, teamId: found.team_id };
}

/**
 * Where a new customer stands that is said to stand nowhere: before the eyes of whoever makes it. One
 * who sees the own customers becomes its owner; one who sees a team's puts it into the team.
 */
export function placeOfNew<Given extends Place>(given: Given, { scope }: Viewer): Given & Place {
  if (given.teamId !== undefined) return given;
  if (scope.kind === 'OWN' && given.ownerId === undefined) {
    return { ...given, ownerId: scope.ownerId };
  }
  if (scope.kind === 'TEAM' && given.ownerId == null) return { ...given, teamId: scope.teamId };
  return given;
}

/**
 * The team of a customer: its owner's. Without an owner the one that is given, or that it stands in.
 * Undefined: it stays where it is.
 *
 * @throws {NotFound} no such team in the workspace, or an archived one
 * @throws {InvalidInput} a team that is not the owner's
 */
export async function teamOf(
  tx: Transaction,
  workspaceId: string,
  { ownerId, teamId }: Place,
  owner: LockedOwner | null,
  present: Pick<Customer, 'ownerId' | 'teamId'> | null,
): Promise<string | null | undefined> {
  const isOwned = ownerId === undefined ? present?.ownerId != null : ownerId !== null;
  const ownersTeam = owner ? owner.teamId : (present?.teamId ?? null);
  const known = isOwned ? ownersTeam : present?.teamId;
  if (teamId != null && teamId !== known) await requireTeam(tx, workspaceId, teamId);
  if (!isOwned) return teamId;
  if (teamId !== undefined && teamId !== ownersTeam) {
    throw new InvalidInput(
      'A customer stands in the team of its owner. Give another owner, or none.',
      ['teamId'],
    );
  }
  return ownersTeam;
}

async function requireTeam(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  const team = await tx.team.findUnique({
    where: { workspaceId_id: { workspaceId, id }, archivedAt: null },
    select: { id: true },
  });
  if (!team) throw new NotFound('There is no such team.', ['teamId']);
}
