import type { Pool } from 'pg';
import { changesAccess } from '../kernel/event.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { type EventRow, loggedEvent, type LoggedEvent } from './logged-event.ts';

/** One read of the log: what was found, and where the log stood in that same moment. */
export interface LogPage {
  readonly head: bigint;
  readonly floor: bigint;
  readonly epoch: string;
  /** Lowest `seq` first. */
  readonly events: readonly LoggedEvent[];
}

interface PageRow extends Partial<EventRow> {
  readonly head: string;
  readonly lowest: string;
  readonly epoch: string;
}

const headColumns = 'h.seq AS head, h.floor AS lowest, h.epoch';

/**
 * Reads at most `limit` events with `seq` greater than `after`, of all workspaces or of one. Floor
 * and head come from the same statement, so that a cursor below the floor is never a silent jump.
 */
export async function readLog(
  pool: Pool,
  { after, limit, workspaceId }: { after: bigint; limit: number; workspaceId?: string },
): Promise<LogPage> {
  const { rows } = await pool.query<PageRow>({
    name: workspaceId === undefined ? 'read-log' : 'read-workspace-log',
    text: `
      SELECT ${headColumns}, e.* FROM feed_head h
      LEFT JOIN LATERAL (
        SELECT * FROM event_log
        WHERE seq > $1 AND seq <= h.seq ${workspaceId === undefined ? '' : 'AND workspace_id = $3'}
        ORDER BY seq LIMIT $2
      ) e ON true
      ORDER BY e.seq`,
    values: [after, limit, ...(workspaceId === undefined ? [] : [workspaceId])],
  });
  const first = rows[0]!;
  return {
    head: BigInt(first.head),
    floor: BigInt(first.lowest),
    epoch: first.epoch,
    events: first.seq == null ? [] : (rows as unknown as EventRow[]).map(loggedEvent),
  };
}

/**
 * Where the log last says, behind `after`, that this user's access changes. Null: nowhere. One look
 * into an index of such events, which are rare.
 *
 * @see changesAccess in kernel/event.ts, which judges one event by the same columns
 */
export async function lastChangeOfAccess(
  pool: Pool,
  workspaceId: string,
  { userId, role }: Pick<Viewer, 'userId' | 'role'>,
  after: bigint,
): Promise<bigint | null> {
  const { rows } = await pool.query<Pick<EventRow, 'seq' | 'name' | 'subject_id' | 'payload'>>({
    name: 'last-change-of-access',
    text: `
      SELECT seq, name, subject_id, payload FROM event_log
      WHERE workspace_id = $1 AND changes_access AND seq > $2
        AND (subject_id::text = $3 OR payload->>'ofRole' = $4)
      ORDER BY seq DESC`,
    values: [workspaceId, after, userId, role],
  });
  const last = rows.find((row) =>
    changesAccess({ ...row, subjectId: row.subject_id }, { userId, role }),
  );
  return last ? BigInt(last.seq) : null;
}
