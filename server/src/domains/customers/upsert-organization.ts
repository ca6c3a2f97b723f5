import type { Identified } from '../../kernel/ids.ts';
import { ExternalIdTaken, Forbidden, InvalidInput } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { organizationColumns, type OrganizationFields } from './organization-fields.ts';
import {
  insertOrganization,
  lockOrganization,
  namingTakenOrganization,
  updateOrganizationRow,
} from './write-organization.ts';

export interface UpsertOrganizationInput extends OrganizationFields {
  readonly externalId: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Changes the organisation with that external id, or makes one. Two that make the same at once end
 * as one organisation.
 *
 * @emits organization.created or organization.updated
 * @throws {Forbidden} the viewer lacks `organizations:write`
 * @throws {InvalidInput} a field that cannot be; a new organisation without a name
 * @throws {NotFound} no such parent in the workspace
 * @throws {OrganizationCycle} the parent stands below the organisation
 */
export async function upsertOrganization(
  ctx: CommandContext,
  input: UpsertOrganizationInput,
): Promise<Identified> {
  const { workspaceId, permissions } = ctx.viewer;
  if (!permissions.has('organizations:write'))
    throw new Forbidden('You may not change organisations.');
  const columns = organizationColumns(input);
  const externalId = columns.externalId;
  if (externalId == null)
    throw new InvalidInput('Give the id it has in your system.', ['externalId']);

  const attempt = () =>
    namingTakenOrganization(ctx, columns, () =>
      change(ctx, { operation: 'upsertOrganization', input }, async (tx, emit) => {
        const found = await tx.organization.findUnique({
          where: { workspaceId_externalId: { workspaceId, externalId } },
          select: { id: true },
        });
        if (found) {
          return updateOrganizationRow(
            tx,
            emit,
            ctx,
            await lockOrganization(tx, workspaceId, found.id),
            columns,
          );
        }
        const { name } = columns;
        if (name === undefined)
          throw new InvalidInput('A new organisation needs a name.', ['name']);
        return insertOrganization(tx, emit, ctx, { ...columns, name });
      }),
    );
  try {
    return await attempt();
  } catch (error) {
    // Somebody made it between our look and our insert: now it is there to be changed.
    if (error instanceof ExternalIdTaken) return attempt();
    throw error;
  }
}
