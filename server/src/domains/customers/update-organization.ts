import type { Identified } from '../../kernel/ids.ts';
import { Forbidden } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { organizationColumns, type OrganizationFields } from './organization-fields.ts';
import {
  lockOrganization,
  namingTakenOrganization,
  updateOrganizationRow,
} from './write-organization.ts';

export interface UpdateOrganizationInput extends OrganizationFields {
  readonly id: string;
  /** The `version` the caller last saw. Absent: whatever it is. */
  readonly seenVersion?: number | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Changes the fields that are given. Setting a field to what it is already changes and emits
 * nothing.
 *
 * @emits organization.updated
 * @throws {Forbidden} the viewer lacks `organizations:write`
 * @throws {NotFound} no such organisation or parent in the workspace
 * @throws {OrganizationCycle} the parent stands below the organisation
 * @throws {VersionConflict} somebody else changed the organisation first
 * @throws {InvalidInput} a field that cannot be
 * @throws {ExternalIdTaken} another organisation has the external id
 */
export async function updateOrganization(
  ctx: CommandContext,
  input: UpdateOrganizationInput,
): Promise<Identified> {
  if (!ctx.viewer.permissions.has('organizations:write'))
    throw new Forbidden('You may not change organisations.');
  const columns = organizationColumns(input);
  return namingTakenOrganization(ctx, columns, () =>
    change(ctx, { operation: 'updateOrganization', input }, async (tx, emit) => {
      const organization = await lockOrganization(
        tx,
        ctx.viewer.workspaceId,
        input.id,
        input.seenVersion,
      );
      return updateOrganizationRow(tx, emit, ctx, organization, columns);
    }),
  );
}
