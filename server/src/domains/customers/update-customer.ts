import { Forbidden } from '../../kernel/problem.ts';
import type { Identified } from '../../kernel/ids.ts';
import { requireUnmasked } from '../../kernel/field-mask.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { customerColumns, type CustomerFields, maskedCustomerFields } from './customer-fields.ts';
import { lockOwner } from './customer-team.ts';
import {
  addressesOf,
  lockCustomer,
  namingTakenCustomer,
  updateCustomerRow,
} from './write-customer.ts';

export interface UpdateCustomerInput extends CustomerFields {
  readonly id: string;
  /** The `version` the caller last saw. Absent: whatever it is. */
  readonly seenVersion?: number | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Changes the fields that are given. Setting a field to what it is already changes and emits
 * nothing.
 *
 * @emits customer.updated
 * @throws {Forbidden} the viewer lacks `customers:write`, or a field is hidden from it
 * @throws {NotFound} no such customer, organisation, owner or team in the workspace
 * @throws {VersionConflict} somebody else changed the customer first
 * @throws {InvalidInput} a field that cannot be
 * @throws {EmailTaken} another unarchived customer has one of the addresses
 * @throws {ExternalIdTaken} another customer has the external id
 */
export async function updateCustomer(
  ctx: CommandContext,
  input: UpdateCustomerInput,
): Promise<Identified> {
  if (!ctx.viewer.permissions.has('customers:write'))
    throw new Forbidden('You may not change customers.');
  requireUnmasked(ctx.viewer.masks, input, maskedCustomerFields);
  const columns = customerColumns(input);
  return namingTakenCustomer(
    ctx,
    columns,
    () => addressesOf(columns),
    () =>
      change(ctx, { operation: 'updateCustomer', input }, async (tx, emit) => {
        const owner = await lockOwner(tx, ctx.viewer.workspaceId, columns.ownerId);
        const customer = await lockCustomer(tx, ctx.viewer, input.id, input.seenVersion);
        return updateCustomerRow(tx, emit, ctx, customer, columns, owner);
      }),
  );
}
