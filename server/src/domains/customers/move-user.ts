import type { Customer } from '@rapport/prisma';
import type { Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import type { Transaction } from '../../platform/database.ts';
import {
  lockMember,
  type MemberReference,
  requireTeam,
  requireUsersWrite,
  teamChanged,
} from '../identity/public.ts';
import { customerUpdated } from './events.ts';
import { customerScope } from './write-customer.ts';

export interface MoveUserInput extends MemberReference {
  /** Null: out of any team. */
  readonly teamId: string | null;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Moves a user to another team, or out of any. The customers they own go along in the same
 * transaction, archived ones too: an owned customer stands in its owner's team. That is why this
 * command about users lies here. The team they are in already emits nothing.
 *
 * @emits user.team-changed
 * @emits customer.updated for each customer that goes along
 * @throws {Forbidden} the viewer lacks `users:write`
 * @throws {NotFound} no such user or team in the workspace
 * @throws {VersionConflict} somebody else changed the user first
 */
export async function moveUser(ctx: CommandContext, input: MoveUserInput): Promise<Identified> {
  const { viewer, clock } = ctx;
  const { workspaceId } = viewer;
  const { userId, teamId } = input;
  requireUsersWrite(viewer);

  return change(ctx, { operation: 'moveUser', input }, async (tx, emit) => {
    const { member } = await lockMember(tx, viewer, input);
    await requireTeam(tx, workspaceId, teamId, 'teamId');
    if (member.teamId === teamId) return { id: userId };
    await tx.membership.update({
      where: { workspaceId_userId: { workspaceId, userId } },
      data: { teamId, version: { increment: 1 } },
    });
    emit(teamChanged, {
      subjectId: userId,
      changedFields: ['team'],
      payload: { fromTeamId: member.teamId, toTeamId: teamId },
    });
    for (const customer of await moveOwnedCustomers(tx, viewer, input, clock())) {
      emit(customerUpdated, {
        subjectId: customer.id,
        scope: customerScope(customer),
        before: { teamId: customer.fromTeamId },
        changedFields: ['team'],
        payload: {},
      });
    }
    return { id: userId };
  });
}

type Moved = Pick<Customer, 'id' | 'organizationId' | 'ownerId' | 'teamId'> & {
  readonly fromTeamId: string | null;
};

/** Moves all customers of an owner with one statement; locked in the order of their ids, as batches are. */
function moveOwnedCustomers(
  tx: Transaction,
  { workspaceId }: CommandContext['viewer'],
  { userId, teamId }: MoveUserInput,
  now: Date,
): Promise<Moved[]> {
  return tx.$queryRaw<Moved[]>`
    WITH owned AS MATERIALIZED (
      SELECT id, team_id FROM customers
      WHERE workspace_id = ${workspaceId}::uuid AND owner_id = ${userId}::uuid
        AND team_id IS DISTINCT FROM ${teamId}::uuid
      ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE customers c SET team_id = ${teamId}::uuid, version = c.version + 1, updated_at = ${now}::timestamptz
    FROM owned WHERE c.id = owned.id
    RETURNING c.id, c.organization_id AS "organizationId", c.owner_id AS "ownerId",
      c.team_id AS "teamId", owned.team_id AS "fromTeamId"`;
}
