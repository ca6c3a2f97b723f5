import type { Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { teamRenamed } from './events.ts';
import { requireUsersWrite } from './lock-member.ts';
import { lockTeam, namingTakenTeam, teamName, type TeamReference } from './lock-team.ts';

export interface RenameTeamInput extends TeamReference {
  readonly name: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Calls a team otherwise. The name it has already changes nothing and emits nothing.
 *
 * @emits team.renamed
 * @throws {Forbidden} the viewer lacks `users:write`
 * @throws {InvalidInput} no name, or one that is too long
 * @throws {NotFound} no such team in the workspace
 * @throws {TeamNameTaken} a team that is not archived has the name
 * @throws {VersionConflict} somebody else changed the team first
 */
export async function renameTeam(ctx: CommandContext, input: RenameTeamInput): Promise<Identified> {
  const { viewer, clock } = ctx;
  requireUsersWrite(viewer);
  const name = teamName(input.name);

  return namingTakenTeam(name, () =>
    change(ctx, { operation: 'renameTeam', input }, async (tx, emit) => {
      const team = await lockTeam(tx, viewer.workspaceId, input);
      if (team.name === name) return team;
      await tx.team.update({
        where: { id: team.id },
        data: { name, updatedAt: clock(), version: { increment: 1 } },
      });
      emit(teamRenamed, { subjectId: team.id, changedFields: ['name'], payload: {} });
      return team;
    }),
  );
}
