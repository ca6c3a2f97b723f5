import { setTimeout as pause } from 'node:timers/promises';
import { customerColumns } from '../../server/src/domains/customers/customer-fields.ts';
import { lockOwner } from '../../server/src/domains/customers/customer-team.ts';
import {
  lockCustomer,
  updateCustomerRow,
} from '../../server/src/domains/customers/write-customer.ts';
import { change } from '../../server/src/live/change.ts';
import type { Notebook } from './notebook.ts';
import type { Step } from './schedule.ts';
import type { Stage } from './stage.ts';

/**
 * Changes customers in one transaction of a process that serves nothing and wakes no sequencer: holds
 * its rows for a while, and gives up at the end, before or in its commit, if the step says so.
 */
export async function changeRows(
  stage: Stage,
  notebook: Notebook,
  step: Step,
  customers: readonly string[],
  mark: string,
): Promise<void> {
  const { ctx } = stage;
  const isGivenUp = step.does === 'give-up';
  const isGivenUpAtCommit = isGivenUp && step.isOwned;
  const attempts = customers.map((_, index) => notebook.begin(step.does, `${mark}.${index}`));
  try {
    await change(ctx, { operation: 'campaign', input: {} }, async (tx, emit) => {
      const ownerId = step.isOwned ? stage.userId : null;
      const owner = await lockOwner(tx, ctx.viewer.workspaceId, ownerId);
      for (const [index, id] of customers.entries()) {
        const customer = await lockCustomer(tx, ctx.viewer, id);
        const columns = customerColumns({ jobTitle: `${mark}.${index}`, ownerId });
        await updateCustomerRow(tx, emit, ctx, customer, columns, owner);
        if (step.does !== 'long') await pause(step.pauseMs);
      }
      if (step.does === 'long') await pause(step.heldMs);
      if (isGivenUpAtCommit) {
        await tx.$executeRaw`SELECT set_config('campaign.gives_up', 'yes', true)`;
      } else if (isGivenUp) {
        throw new GivenUp();
      }
      return { id: customers[0]! };
    });
    attempts.forEach((attempt) => attempt.end('acknowledged'));
  } catch {
    // Whether its end came before or after a commit is not known here, but of one who gave up.
    if (isGivenUp) attempts.forEach((attempt) => attempt.end('refused'));
  }
}

class GivenUp extends Error {}
