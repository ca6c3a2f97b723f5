import type { Interaction } from '@rapport/prisma';
import type { Identified } from '../../kernel/ids.ts';
import { requireUnmasked } from '../../kernel/field-mask.ts';
import { Forbidden } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import type { EventScope } from '../../live/pending-event.ts';
import type { Transaction } from '../../platform/database.ts';
import { requireMember } from '../customers/public.ts';
import { interactionCorrected } from './events.ts';
import {
  interactionColumns,
  type InteractionFields,
  maskedInteractionFields,
  participantColumns,
} from './interaction-fields.ts';
import { interactionScope, lockInteraction, settleLastInteraction } from './lock-interaction.ts';

export interface CorrectInteractionInput extends InteractionFields {
  readonly id: string;
  /** The `version` the caller last saw. Absent: whatever it is. */
  readonly seenVersion?: number | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

const SCOPED = ['agentId', 'channel', 'direction'] as const;

/**
 * Puts right what was written down. The fields that are given change; setting one to what it is
 * already changes and emits nothing. Whom it was with cannot be changed: delete it and log it anew.
 *
 * @emits interaction.corrected
 * @throws {Forbidden} the viewer lacks `interactions:write`, or a field is hidden from it
 * @throws {NotFound} no such interaction or agent in the workspace
 * @throws {VersionConflict} somebody else corrected it first
 * @throws {InvalidInput} a field that cannot be
 */
export async function correctInteraction(
  ctx: CommandContext,
  input: CorrectInteractionInput,
): Promise<Identified> {
  const { workspaceId, permissions } = ctx.viewer;
  if (!permissions.has('interactions:write'))
    throw new Forbidden('You may not correct interactions.');
  requireUnmasked(ctx.viewer.masks, input, maskedInteractionFields);
  const now = ctx.clock();
  const columns = interactionColumns(input, now);
  const participants =
    input.participants === undefined ? null : participantColumns(input.participants);

  return change(ctx, { operation: 'correctInteraction', input }, async (tx, emit) => {
    const locked = await lockInteraction(tx, ctx.viewer, input.id, input.seenVersion);
    const { interaction } = locked;
    const changed: string[] = (Object.keys(columns) as (keyof typeof columns)[]).filter(
      (key) => JSON.stringify(columns[key]) !== JSON.stringify(interaction[key]),
    );
    if (participants && !(await areParticipants(tx, interaction, participants)))
      changed.push('participants');
    if (changed.length === 0) return interaction;
    await requireMember(tx, workspaceId, columns.agentId, 'agentId');

    const corrected = await tx.interaction.update({
      where: { id: interaction.id },
      data: { ...columns, version: { increment: 1 }, updatedAt: now },
    });
    if (participants && changed.includes('participants')) {
      const interactionId = interaction.id;
      await tx.interactionParticipant.deleteMany({ where: { workspaceId, interactionId } });
      await tx.interactionParticipant.createMany({
        data: participants.map((participant) => ({ ...participant, workspaceId, interactionId })),
      });
    }
    if (changed.includes('occurredAt')) await settleLastInteraction(tx, interaction);

    const before: Partial<EventScope> = Object.fromEntries(
      SCOPED.filter((key) => changed.includes(key)).map((key) => [key, interaction[key]]),
    );
    emit(interactionCorrected, {
      subjectId: interaction.id,
      scope: interactionScope({ ...locked, interaction: corrected }),
      ...(Object.keys(before).length > 0 ? { before } : {}),
      changedFields: changed.map((field) => (field === 'agentId' ? 'agent' : field)),
      payload: {},
    });
    return corrected;
  });
}

/** Whether these, in this order, are the interaction's participants already. */
async function areParticipants(
  tx: Transaction,
  { workspaceId, id }: Interaction,
  participants: ReturnType<typeof participantColumns>,
): Promise<boolean> {
  const present = await tx.interactionParticipant.findMany({
    where: { workspaceId, interactionId: id },
    orderBy: { position: 'asc' },
    select: { position: true, role: true, name: true, address: true },
  });
  return JSON.stringify(present) === JSON.stringify(participants);
}
