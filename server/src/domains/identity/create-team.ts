import { newId, type Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { teamCreated } from './events.ts';
import { requireUsersWrite } from './lock-member.ts';
import { namingTakenTeam, teamName } from './lock-team.ts';

export interface CreateTeamInput {
  readonly name: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Begins a team, with nobody in it.
 *
 * @emits team.created
 * @throws {Forbidden} the viewer lacks `users:write`
 * @throws {InvalidInput} no name, or one that is too long
 * @throws {TeamNameTaken} a team that is not archived has the name
 */
export async function createTeam(ctx: CommandContext, input: CreateTeamInput): Promise<Identified> {
  const { viewer, clock } = ctx;
  requireUsersWrite(viewer);
  const name = teamName(input.name);

  return namingTakenTeam(name, () =>
    change(ctx, { operation: 'createTeam', input }, async (tx, emit) => {
      const now = clock();
      const id = newId(now.getTime());
      await tx.team.create({
        data: { id, workspaceId: viewer.workspaceId, name, createdAt: now, updatedAt: now },
      });
      emit(teamCreated, { subjectId: id, payload: {} });
      return { id };
    }),
  );
}
