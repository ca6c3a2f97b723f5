import type { Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { teamArchived } from './events.ts';
import { requireUsersWrite } from './lock-member.ts';
import { lockTeam, type TeamReference } from './lock-team.ts';
import { TeamNotEmpty } from './problems.ts';

export interface ArchiveTeamInput extends TeamReference {
  readonly idempotencyKey?: string | undefined;
}

/**
 * Puts a team away that nobody and nothing is in any more: where its people and customers go says
 * who will see them, so that is somebody's decision and not a side effect. One that is archived
 * already stays so and emits nothing.
 *
 * @emits team.archived
 * @throws {Forbidden} the viewer lacks `users:write`
 * @throws {NotFound} no such team in the workspace
 * @throws {TeamNotEmpty} it has members or customers; archived customers count
 * @throws {VersionConflict} somebody else changed the team first
 */
export async function archiveTeam(
  ctx: CommandContext,
  input: ArchiveTeamInput,
): Promise<Identified> {
  const { viewer, clock } = ctx;
  const { workspaceId } = viewer;
  requireUsersWrite(viewer);

  return change(ctx, { operation: 'archiveTeam', input }, async (tx, emit) => {
    const team = await lockTeam(tx, workspaceId, input);
    if (team.archivedAt) return team;
    const where = { workspaceId, teamId: team.id };
    const members = await tx.membership.count({ where });
    const customers = await tx.customer.count({ where });
    if (members + customers > 0) throw new TeamNotEmpty(members, customers);
    const now = clock();
    await tx.team.update({
      where: { id: team.id },
      data: { archivedAt: now, updatedAt: now, version: { increment: 1 } },
    });
    emit(teamArchived, { subjectId: team.id, changedFields: ['archivedAt'], payload: {} });
    return team;
  });
}
