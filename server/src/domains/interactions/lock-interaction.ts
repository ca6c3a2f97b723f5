import type { Interaction } from '@rapport/prisma';
import { andScopeSql } from '../../graphql/visibility.ts';
import { NotFound, VersionConflict } from '../../kernel/problem.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { EventScope } from '../../live/pending-event.ts';
import type { Transaction } from '../../platform/database.ts';
import { customerRows } from '../customers/public.ts';

/** An interaction with its customer's owner and team, both rows locked. */
export interface LockedInteraction {
  readonly interaction: Interaction;
  readonly ownerId: string | null;
  readonly teamId: string | null;
}

/**
 * Locks an interaction and its customer until the transaction ends: the customer first, as every
 * command about a customer does.
 *
 * @throws {NotFound} no such interaction in the workspace, or none whose customer the viewer sees
 * @throws {VersionConflict} it has changed since `seenVersion`
 */
export async function lockInteraction(
  tx: Transaction,
  { workspaceId, scope }: Viewer,
  id: string,
  seenVersion?: number | null,
): Promise<LockedInteraction> {
  const [customer] = await tx.$queryRaw<{ owner_id: string | null; team_id: string | null }[]>`
    SELECT c.owner_id, c.team_id FROM customers c
    WHERE c.workspace_id = ${workspaceId}::uuid
      AND c.id = (SELECT customer_id FROM interactions WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid)
      ${andScopeSql(customerRows, scope, 'c')}
    FOR UPDATE`;
  const interaction =
    customer &&
    (await tx.interaction.findUnique({ where: { workspaceId_id: { workspaceId, id } } }));
  if (!customer || !interaction) throw new NotFound('There is no such interaction.');
  if (seenVersion != null && seenVersion !== interaction.version) {
    throw new VersionConflict('Somebody else corrected this interaction since you opened it.', {
      typename: 'Interaction',
      id,
    });
  }
  return { interaction, ownerId: customer.owner_id, teamId: customer.team_id };
}

/** The columns by which feeds scope an event about an interaction. */
export function interactionScope({ interaction, ownerId, teamId }: LockedInteraction): EventScope {
  const { customerId, organizationId, agentId, channel, direction } = interaction;
  return { customerId, organizationId, ownerId, teamId, agentId, channel, direction };
}

/** Sets the customer's `lastInteractionAt` to what its interactions now say. */
export async function settleLastInteraction(
  tx: Transaction,
  { workspaceId, customerId }: Interaction,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE customers SET last_interaction_at = (
      SELECT max(occurred_at) FROM interactions WHERE workspace_id = ${workspaceId}::uuid AND customer_id = ${customerId}::uuid
    ) WHERE workspace_id = ${workspaceId}::uuid AND id = ${customerId}::uuid`;
}
