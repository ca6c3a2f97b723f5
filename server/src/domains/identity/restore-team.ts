import type { Identified } from '../../kernel/ids.ts';
import { NotFound } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { teamRestored } from './events.ts';
import { requireUsersWrite } from './lock-member.ts';
import { lockTeam, namingTakenTeam, type TeamReference } from './lock-team.ts';

export interface RestoreTeamInput extends TeamReference {
  readonly idempotencyKey?: string | undefined;
}

/**
 * Brings an archived team back. One that is not archived stays so and emits nothing.
 *
 * @emits team.restored
 * @throws {Forbidden} the viewer lacks `users:write`
 * @throws {NotFound} no such team in the workspace
 * @throws {TeamNameTaken} another team took the name meanwhile
 * @throws {VersionConflict} somebody else changed the team first
 */
export async function restoreTeam(
  ctx: CommandContext,
  input: RestoreTeamInput,
): Promise<Identified> {
  const { viewer, database, clock } = ctx;
  const { workspaceId } = viewer;
  requireUsersWrite(viewer);
  const named = await database.team.findUnique({
    where: { workspaceId_id: { workspaceId, id: input.id } },
  });
  if (!named) throw new NotFound('There is no such team.');

  return namingTakenTeam(named.name, () =>
    change(ctx, { operation: 'restoreTeam', input }, async (tx, emit) => {
      const team = await lockTeam(tx, workspaceId, input);
      if (!team.archivedAt) return team;
      await tx.team.update({
        where: { id: team.id },
        data: { archivedAt: null, updatedAt: clock(), version: { increment: 1 } },
      });
      emit(teamRestored, { subjectId: team.id, changedFields: ['archivedAt'], payload: {} });
      return team;
    }),
  );
}
