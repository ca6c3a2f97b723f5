import { ExternalIdTaken, Forbidden, InvalidInput } from '../../kernel/problem.ts';
import type { Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { customerColumns, type CustomerFields } from './customer-fields.ts';
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
 * @throws {Forbidden} the viewer lacks `customers:write`
 * @throws {InvalidInput} a field that cannot be; a new customer without a name
 * @throws {NotFound} no such organisation or owner in the workspace
 * @throws {EmailTaken} another unarchived customer has one of the addresses
 */
export async function upsertCustomer(
  ctx: CommandContext,
  input: UpsertCustomerInput,
): Promise<Identified> {
  const { workspaceId, permissions } = ctx.viewer;
  if (!permissions.has('customers:write')) throw new Forbidden('You may not change customers.');
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
          const found = await tx.customer.findUnique({
            where: { workspaceId_externalId: { workspaceId, externalId } },
            select: { id: true },
          });
          if (found)
            return updateCustomerRow(
              tx,
              emit,
              ctx,
              await lockCustomer(tx, workspaceId, found.id),
              columns,
            );
          const { name } = columns;
          if (name === undefined) throw new InvalidInput('A new customer needs a name.', ['name']);
          return insertCustomer(tx, emit, ctx, { ...columns, name });
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
