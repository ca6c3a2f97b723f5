import type { ExportFormat } from '@rapport/prisma';
import { newId } from '../../kernel/ids.ts';
import type { Database } from '../../platform/database.ts';
import type { ExportableName } from './exportable-lists.ts';

/** An export whose next page is one turn's to write: whoever holds `holder`. */
export interface ClaimedExport {
  readonly id: string;
  readonly holder: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly connection: ExportableName;
  readonly format: ExportFormat;
  readonly filter: object;
  readonly columns: readonly string[];
  readonly visibility: string;
  readonly position: string | null;
  readonly rowsExpected: number | null;
  readonly attempts: number;
}

/** Whoever does not say for so long that it goes on has lost its turn. Longer than any one statement may take. */
const LEASE_SECONDS = 30;
const RENEWED_AFTER_MS = 5_000;

/**
 * Takes the export that was served longest ago and that nobody works at, for one page. Null: there is
 * none. Any process may ask at any time; one whose process has died is free again after half a minute.
 */
export async function claimExport(database: Database): Promise<ClaimedExport | null> {
  const holder = newId();
  const [claimed] = await database.$queryRaw<Omit<ClaimedExport, 'holder'>[]>`
    UPDATE exports SET status = 'RUNNING', lease_holder = ${holder}::uuid,
      lease_until = now() + ${LEASE_SECONDS} * interval '1 second',
      attempts = attempts + 1, started_at = coalesce(started_at, now())
    WHERE id = (
      SELECT id FROM exports
      WHERE status IN ('QUEUED', 'RUNNING') AND (lease_until IS NULL OR lease_until < now())
      ORDER BY served_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, workspace_id AS "workspaceId", user_id AS "userId", connection, format::text,
      coalesce(filter, '{}') AS filter, columns, visibility, position,
      rows_expected AS "rowsExpected", attempts`;
  return claimed ? { ...claimed, holder } : null;
}

/** What holds on to a turn while a page is read. Call it between any two steps; it writes when five seconds have passed. */
export function holdingOn(database: Database, { id, holder }: ClaimedExport): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < RENEWED_AFTER_MS) return;
    since = performance.now();
    await database.$executeRaw`
      UPDATE exports SET lease_until = now() + ${LEASE_SECONDS} * interval '1 second'
      WHERE id = ${id}::uuid AND lease_holder = ${holder}::uuid`;
  };
}

/** Gives an export back without a page, to be tried again after a pause that grows. */
export async function releaseExport(
  database: Database,
  { id, holder, attempts }: ClaimedExport,
): Promise<void> {
  await database.$executeRaw`
    UPDATE exports SET lease_holder = NULL, served_at = now(),
      lease_until = now() + ${2 ** attempts} * interval '1 second'
    WHERE id = ${id}::uuid AND lease_holder = ${holder}::uuid`;
}
