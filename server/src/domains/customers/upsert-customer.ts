import { scopeWhere } from '../../graphql/visibility.ts';
import { ExternalIdTaken, Forbidden, InvalidInput } from '../../kernel/problem.ts';
import type { Identified } from '../../kernel/ids.ts';
import { requireUnmasked } from '../../kernel/field-mask.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { customerColumns, type CustomerFields, maskedCustomerFields } from './customer-fields.ts';
import { customerRows } from './customer-scope.ts';
import { lockOwner } from './customer-team.ts';
import {
  addressesOf,
  insertCustomer,
  lockCustomer,
  namingTakenCustomer,
  updateCustomerRow,
} from './write-customer.ts';

export interface UpsertCustomerInput extends CustomerFields {
  readonly externalId: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Changes the customer with that external id, or makes one. Two that make the same at once end as
 * one customer.
 *
 * @emits customer.created or customer.updated
 * @throws {Forbidden} the viewer lacks `customers:write`, or a field is hidden from it
 * @throws {InvalidInput} a field that cannot be; a new customer without a name
 * @throws {NotFound} no such organisation, owner or team in the workspace
 * @throws {ExternalIdTaken} a customer has it whom the viewer does not see
 * @throws {EmailTaken} another unarchived customer has one of the addresses
 */
export async function upsertCustomer(
  ctx: CommandContext,
  input: UpsertCustomerInput,
): Promise<Identified> {
  const { workspaceId, permissions, scope } = ctx.viewer;
  if (!permissions.has('customers:write')) throw new Forbidden('You may not change customers.');
  requireUnmasked(ctx.viewer.masks, input, maskedCustomerFields);
  const columns = customerColumns(input);
  const externalId = columns.externalId;
  if (externalId == null)
    throw new InvalidInput('Give the id it has in your system.', ['externalId']);

  const attempt = () =>
    namingTakenCustomer(
      ctx,
      columns,
      () => addressesOf(columns),
      () =>
        change(ctx, { operation: 'upsertCustomer', input }, async (tx, emit) => {
          const owner = await lockOwner(tx, workspaceId, columns.ownerId);
          const found = await tx.customer.findUnique({
            where: {
              workspaceId_externalId: { workspaceId, externalId },
              ...scopeWhere(customerRows, scope),
            },
            select: { id: true },
          });
          if (found) {
            const customer = await lockCustomer(tx, ctx.viewer, found.id);
            return updateCustomerRow(tx, emit, ctx, customer, columns, owner);
          }
          const { name } = columns;
          if (name === undefined) throw new InvalidInput('A new customer needs a name.', ['name']);
          return insertCustomer(tx, emit, ctx, { ...columns, name }, owner);
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
