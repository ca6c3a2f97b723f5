import { visibilityClass } from '../../kernel/viewer.ts';
import { change, type CommandContext } from '../../live/change.ts';
import type { Emit } from '../../live/pending-event.ts';
import type { Transaction } from '../../platform/database.ts';
import { findMember } from '../identity/public.ts';
import type { ClaimedExport } from './claim-export.ts';
import { exportFinished } from './events.ts';
import type { ExportFailure } from './export-failure.type.ts';
import { EXPORT_LIFETIME_HOURS, MAX_EXPORT_BYTES } from './export-limits.ts';
import type { ExportPage } from './read-export-page.ts';

interface Progress {
  readonly bytes: bigint;
  readonly chunks: number;
  readonly epoch: string;
}

/**
 * Writes a page that was read, moves the position on and gives the turn back, in one transaction: a
 * page is there once, or not at all. Writes nothing where the turn was lost meanwhile: the export was
 * cancelled, or another process took it over. Ends the export with its last page, and where the
 * user's access has changed since it began or the log was restored: a file is of one visibility and one log.
 *
 * @emits export.finished with the last page, or where it ends for another reason
 */
export async function writeExportPage(
  ctx: CommandContext,
  claimed: ClaimedExport,
  page: ExportPage,
): Promise<void> {
  await whileHeld(ctx, claimed, async (tx, emit, { bytes, chunks, epoch }) => {
    const size = bytes + BigInt(page.content.length);
    const failure =
      (await accessFailure(tx, claimed)) ??
      (await logFailure(tx, epoch)) ??
      (size > MAX_EXPORT_BYTES ? 'TOO_LARGE' : null);
    if (failure) return fail(ctx, tx, emit, claimed, failure);
    const { id, workspaceId } = claimed;
    const isEmpty = page.content.length === 0;
    if (!isEmpty) {
      await tx.exportChunk.create({
        data: { workspaceId, exportId: id, number: chunks, start: bytes, content: page.content },
      });
    }
    const now = ctx.clock();
    await tx.export.update({
      where: { id },
      data: {
        position: page.position,
        rowsWritten: { increment: page.rows },
        rowsExpected: page.rowsExpected,
        bytes: size,
        chunkCount: chunks + (isEmpty ? 0 : 1),
        attempts: 0,
        leaseHolder: null,
        leaseUntil: null,
        ...(page.isLast ? { status: 'DONE', finishedAt: now, expiresAt: keptUntil(now) } : {}),
      },
    });
    // The database's own clock, as with everything that decides whose turn it is.
    await tx.$executeRaw`UPDATE exports SET served_at = clock_timestamp() WHERE id = ${id}::uuid`;
    if (page.isLast) emit(exportFinished, { subjectId: id, payload: { userId: claimed.userId } });
  });
}

/**
 * Gives an export up, if the turn is still this one's.
 *
 * @emits export.finished
 */
export async function failExport(
  ctx: CommandContext,
  claimed: ClaimedExport,
  failure: ExportFailure,
): Promise<void> {
  await whileHeld(ctx, claimed, (tx, emit) => fail(ctx, tx, emit, claimed, failure));
}

async function whileHeld(
  ctx: CommandContext,
  { id, holder }: ClaimedExport,
  work: (tx: Transaction, emit: Emit, progress: Progress) => Promise<void>,
): Promise<void> {
  await change(ctx, { operation: 'writeExportPage', input: {} }, async (tx, emit) => {
    const [held] = await tx.$queryRaw<Progress[]>`
      SELECT bytes, chunk_count AS chunks, cursor_epoch AS epoch FROM exports
      WHERE id = ${id}::uuid AND lease_holder = ${holder}::uuid AND status = 'RUNNING' FOR UPDATE`;
    if (held) await work(tx, emit, held);
    return { id };
  });
}

async function accessFailure(
  tx: Transaction,
  { workspaceId, userId, visibility }: ClaimedExport,
): Promise<ExportFailure | null> {
  const member = await findMember(tx, workspaceId, userId);
  const isSame = member && !member.isSuspended && visibilityClass(member) === visibility;
  return isSame ? null : 'ACCESS_CHANGED';
}

async function logFailure(tx: Transaction, begunIn: string): Promise<ExportFailure | null> {
  const { epoch } = await tx.feedHead.findFirstOrThrow({ select: { epoch: true } });
  return epoch === begunIn ? null : 'LOG_RESTORED';
}

async function fail(
  ctx: CommandContext,
  tx: Transaction,
  emit: Emit,
  { id, workspaceId, userId }: ClaimedExport,
  failure: ExportFailure,
): Promise<void> {
  const now = ctx.clock();
  await tx.exportChunk.deleteMany({ where: { workspaceId, exportId: id } });
  await tx.export.update({
    where: { id },
    data: {
      status: 'FAILED',
      failure,
      finishedAt: now,
      expiresAt: keptUntil(now),
      leaseHolder: null,
      leaseUntil: null,
    },
  });
  emit(exportFinished, { subjectId: id, payload: { userId } });
}

const keptUntil = (now: Date) => new Date(now.getTime() + EXPORT_LIFETIME_HOURS * 3_600_000);
