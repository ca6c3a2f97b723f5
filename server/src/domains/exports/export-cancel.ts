import type { Identified } from '../../kernel/ids.ts';
import { NotFound } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { exportCancelled } from './events.ts';

export interface ExportCancelInput {
  readonly id: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Stops one of the viewer's exports, or throws the file of a finished one away. What has failed or
 * was cancelled stays as it is, and tells nothing.
 *
 * @emits export.cancelled
 * @throws {NotFound} the viewer has no such export
 */
export function exportCancel(ctx: CommandContext, input: ExportCancelInput): Promise<Identified> {
  const { workspaceId, userId } = ctx.viewer;
  const { id } = input;
  return change(ctx, { operation: 'exportCancel', input }, async (tx, emit) => {
    const [row] = await tx.$queryRaw<{ status: string }[]>`
      SELECT status::text FROM exports
      WHERE id = ${id}::uuid AND workspace_id = ${workspaceId}::uuid AND user_id = ${userId}::uuid
      FOR UPDATE`;
    if (!row) throw new NotFound('You have no such export.');
    if (row.status === 'FAILED' || row.status === 'CANCELLED') return { id };
    await tx.exportChunk.deleteMany({ where: { workspaceId, exportId: id } });
    await tx.export.update({
      where: { id },
      data: { status: 'CANCELLED', finishedAt: ctx.clock(), leaseHolder: null, leaseUntil: null },
    });
    emit(exportCancelled, { subjectId: id, payload: { userId } });
    return { id };
  });
}
