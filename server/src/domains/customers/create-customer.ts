import { Forbidden } from '../../kernel/problem.ts';
import type { Identified } from '../../kernel/ids.ts';
import { requireUnmasked } from '../../kernel/field-mask.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { customerColumns, type CustomerFields, maskedCustomerFields } from './customer-fields.ts';
import { lockOwner } from './customer-team.ts';
import { addressesOf, insertCustomer, namingTakenCustomer } from './write-customer.ts';

export interface CreateCustomerInput extends CustomerFields {
  readonly name: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Takes a person into the record, as a LEAD unless told otherwise; before the viewer's own eyes unless
 * told otherwise, too.
 *
 * @emits customer.created
 * @throws {Forbidden} the viewer lacks `customers:write`, or a field is hidden from it
 * @throws {InvalidInput} a field that cannot be
 * @throws {EmailTaken} an unarchived customer has one of the addresses
 * @throws {ExternalIdTaken} a customer has the external id
 * @throws {NotFound} no such organisation, owner or team in the workspace
 */
export async function createCustomer(
  ctx: CommandContext,
  input: CreateCustomerInput,
): Promise<Identified> {
  if (!ctx.viewer.permissions.has('customers:write'))
    throw new Forbidden('You may not change customers.');
  requireUnmasked(ctx.viewer.masks, input, maskedCustomerFields, true);
  const judged = customerColumns(input);
  const columns = { ...judged, name: judged.name! };
  return namingTakenCustomer(
    ctx,
    columns,
    () => addressesOf(columns),
    () =>
      change(ctx, { operation: 'createCustomer', input }, async (tx, emit) => {
        const owner = await lockOwner(tx, ctx.viewer.workspaceId, columns.ownerId);
        return insertCustomer(tx, emit, ctx, columns, owner);
      }),
  );
}
