import type { Export, ExportChunk } from '@rapport/prisma';
import type { Database } from '../../platform/database.ts';
import { findMember } from '../identity/public.ts';
import type { ByteRange } from './byte-range.ts';
import { isTakable } from './export-row.ts';

/** Whether the user of an export may take its file at this moment. */
export async function mayTake(database: Database, row: Export): Promise<boolean> {
  const member = await findMember(database, row.workspaceId, row.userId);
  return member !== null && !member.isSuspended && isTakable(row, member);
}

/**
 * Yields the bytes of a range in their order, one page at a time, each read when it is asked for:
 * however slow the reader, nothing waits in the database.
 *
 * @throws {Error} the file went, or its user's access changed, meanwhile
 */
export async function* fileBytes(
  database: Database,
  row: Export,
  { first, last }: ByteRange,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { workspaceId, id: exportId } = row;
  let next: { start: { lte: number } } | { number: number } = { start: { lte: first } };
  for (let at = first; at <= last;) {
    if (!(await mayTake(database, row))) throw new Error('The file may not be taken any more.');
    const chunk: ExportChunk | null = await database.exportChunk.findFirst({
      where: { workspaceId, exportId, ...next },
      orderBy: { number: 'desc' },
    });
    const start = Number(chunk?.start ?? 0);
    const bytes = chunk?.content.subarray(at - start, last + 1 - start);
    if (!chunk || !bytes?.length) throw new Error('The file has gone.');
    yield bytes;
    at += bytes.length;
    next = { number: chunk.number + 1 };
  }
}
