import { Forbidden } from '../../kernel/problem.ts';
import type { Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import type { ArchiveCustomerInput } from './archive-customer.ts';
import { customerRestored } from './events.ts';
import { addressesOf, customerScope, lockCustomer, namingTakenCustomer } from './write-customer.ts';

/**
 * Brings an archived customer back. One that is not archived stays as it is and emits nothing.
 *
 * @emits customer.restored
 * @throws {Forbidden} the viewer lacks `customers:write`
 * @throws {NotFound} no such customer in the workspace
 * @throws {VersionConflict} somebody else changed the customer first
 * @throws {EmailTaken} meanwhile another customer has one of its addresses
 */
export async function restoreCustomer(
  ctx: CommandContext,
  input: ArchiveCustomerInput,
): Promise<Identified> {
  if (!ctx.viewer.permissions.has('customers:write'))
    throw new Forbidden('You may not change customers.');
  let addresses: string[] = [];
  return namingTakenCustomer(
    ctx,
    {},
    () => addresses,
    () =>
      change(ctx, { operation: 'restoreCustomer', input }, async (tx, emit) => {
        const customer = await lockCustomer(tx, ctx.viewer, input.id, input.seenVersion);
        if (!customer.archivedAt) return customer;
        addresses = addressesOf(customer);
        await tx.customer.update({
          where: { id: customer.id },
          data: { archivedAt: null, updatedAt: ctx.clock(), version: { increment: 1 } },
        });
        emit(customerRestored, {
          subjectId: customer.id,
          scope: customerScope(customer),
          changedFields: ['archivedAt'],
          payload: {},
        });
        return customer;
      }),
  );
}
