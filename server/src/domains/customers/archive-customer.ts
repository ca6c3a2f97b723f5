import { Forbidden } from '../../kernel/problem.ts';
import type { Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { customerArchived } from './events.ts';
import { customerScope, lockCustomer } from './write-customer.ts';

export interface ArchiveCustomerInput {
  readonly id: string;
  readonly seenVersion?: number | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Puts a customer away: out of lists, searches and the e-mail rule; its history stays and it can
 * be restored. One that is archived already stays so and emits nothing.
 *
 * @emits customer.archived
 * @throws {Forbidden} the viewer lacks `customers:write`
 * @throws {NotFound} no such customer in the workspace
 * @throws {VersionConflict} somebody else changed the customer first
 */
export async function archiveCustomer(
  ctx: CommandContext,
  input: ArchiveCustomerInput,
): Promise<Identified> {
  if (!ctx.viewer.permissions.has('customers:write'))
    throw new Forbidden('You may not change customers.');
  return change(ctx, { operation: 'archiveCustomer', input }, async (tx, emit) => {
    const customer = await lockCustomer(tx, ctx.viewer, input.id, input.seenVersion);
    if (customer.archivedAt) return customer;
    const now = ctx.clock();
    await tx.customer.update({
      where: { id: customer.id },
      data: { archivedAt: now, updatedAt: now, version: { increment: 1 } },
    });
    emit(customerArchived, {
      subjectId: customer.id,
      scope: customerScope(customer),
      changedFields: ['archivedAt'],
      payload: {},
    });
    return customer;
  });
}
