import { Forbidden } from '../../kernel/problem.ts';
import type { Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { interactionDeleted } from './events.ts';
import { interactionScope, lockInteraction, settleLastInteraction } from './lock-interaction.ts';

export interface DeleteInteractionInput {
  readonly id: string;
  readonly seenVersion?: number | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Takes an interaction out of the record for good. That it was there, and when it went, stays in
 * the log; what it said does not. Answers with its customer.
 *
 * @emits interaction.deleted
 * @throws {Forbidden} the viewer lacks `interactions:write`
 * @throws {NotFound} no such interaction in the workspace
 * @throws {VersionConflict} somebody else corrected it first
 */
export async function deleteInteraction(
  ctx: CommandContext,
  input: DeleteInteractionInput,
): Promise<Identified> {
  if (!ctx.viewer.permissions.has('interactions:write'))
    throw new Forbidden('You may not delete interactions.');
  return change(ctx, { operation: 'deleteInteraction', input }, async (tx, emit) => {
    const locked = await lockInteraction(tx, ctx.viewer, input.id, input.seenVersion);
    await tx.interaction.delete({ where: { id: locked.interaction.id } });
    await settleLastInteraction(tx, locked.interaction);
    emit(interactionDeleted, {
      subjectId: locked.interaction.id,
      isGone: true,
      scope: interactionScope(locked),
      payload: {},
    });
    return { id: locked.interaction.customerId };
  });
}
