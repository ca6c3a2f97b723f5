import type { Identified } from '../../kernel/ids.ts';
import { Forbidden } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { organizationArchived, organizationRestored } from './events.ts';
import { lockOrganization } from './write-organization.ts';

export interface ArchiveOrganizationInput {
  readonly id: string;
  readonly seenVersion?: number | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Puts an organisation away: out of lists and searches; its customers and history stay, and it can
 * be restored. One that is archived already stays so and emits nothing.
 *
 * @emits organization.archived
 * @throws {Forbidden} the viewer lacks `organizations:write`
 * @throws {NotFound} no such organisation in the workspace
 * @throws {VersionConflict} somebody else changed the organisation first
 */
export function archiveOrganization(
  ctx: CommandContext,
  input: ArchiveOrganizationInput,
): Promise<Identified> {
  return setArchived(ctx, 'archiveOrganization', input, true);
}

/**
 * Brings an archived organisation back. One that is not archived stays as it is and emits nothing.
 *
 * @emits organization.restored
 * @throws {Forbidden} the viewer lacks `organizations:write`
 * @throws {NotFound} no such organisation in the workspace
 * @throws {VersionConflict} somebody else changed the organisation first
 */
export function restoreOrganization(
  ctx: CommandContext,
  input: ArchiveOrganizationInput,
): Promise<Identified> {
  return setArchived(ctx, 'restoreOrganization', input, false);
}

async function setArchived(
  ctx: CommandContext,
  operation: string,
  input: ArchiveOrganizationInput,
  isArchived: boolean,
): Promise<Identified> {
  if (!ctx.viewer.permissions.has('organizations:write'))
    throw new Forbidden('You may not change organisations.');
  return change(ctx, { operation, input }, async (tx, emit) => {
    const organization = await lockOrganization(
      tx,
      ctx.viewer.workspaceId,
      input.id,
      input.seenVersion,
    );
    if ((organization.archivedAt !== null) === isArchived) return organization;
    const now = ctx.clock();
    await tx.organization.update({
      where: { id: organization.id },
      data: { archivedAt: isArchived ? now : null, updatedAt: now, version: { increment: 1 } },
    });
    emit(isArchived ? organizationArchived : organizationRestored, {
      subjectId: organization.id,
      scope: { organizationId: organization.id },
      changedFields: ['archivedAt'],
      payload: {},
    });
    return organization;
  });
}
