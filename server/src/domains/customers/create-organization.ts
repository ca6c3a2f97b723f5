import type { Identified } from '../../kernel/ids.ts';
import { Forbidden } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { organizationColumns, type OrganizationFields } from './organization-fields.ts';
import { insertOrganization, namingTakenOrganization } from './write-organization.ts';

export interface CreateOrganizationInput extends OrganizationFields {
  readonly name: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Takes an organisation into the record.
 *
 * @emits organization.created
 * @throws {Forbidden} the viewer lacks `organizations:write`
 * @throws {InvalidInput} a field that cannot be
 * @throws {ExternalIdTaken} an organisation has the external id
 * @throws {NotFound} no such parent in the workspace
 */
export async function createOrganization(
  ctx: CommandContext,
  input: CreateOrganizationInput,
): Promise<Identified> {
  if (!ctx.viewer.permissions.has('organizations:write'))
    throw new Forbidden('You may not change organisations.');
  const judged = organizationColumns(input);
  const columns = { ...judged, name: judged.name! };
  return namingTakenOrganization(ctx, columns, () =>
    change(ctx, { operation: 'createOrganization', input }, (tx, emit) =>
      insertOrganization(tx, emit, ctx, columns),
    ),
  );
}
