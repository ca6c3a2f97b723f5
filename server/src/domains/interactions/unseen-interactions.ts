import type { Viewer } from '../../kernel/viewer.ts';
import type { Position } from '../../live/cursor.ts';
import type { Transaction } from '../../platform/database.ts';
import { interactionLogged } from './events.ts';

/** What others logged with a customer after a position. */
export interface Unseen {
  /** Whether the position could be compared: of the log's present epoch, and not older than it is kept. */
  readonly isKnown: boolean;
  /** Oldest first, at most `MOST_UNSEEN`. */
  readonly ids: readonly string[];
  readonly totalCount: number;
  /** The place of the last of `ids`. Null: it was committed and had no number yet. */
  readonly lastSeq: bigint | null;
  /** Where the log stood: every numbered event about the customer is at or before it. */
  readonly head: Position;
}

/** The most that are named. */
export const MOST_UNSEEN = 50;

interface UnseenRow {
  readonly head: bigint;
  readonly epoch: string;
  readonly is_known: boolean;
  readonly id: string | null;
  readonly seq: bigint | null;
  readonly total: bigint | null;
}

/**
 * Looks for interactions that others logged with a customer after a position. Null: there are none.
 * A position that cannot be compared (of another epoch, or older than the log is kept) holds back as
 * well, with what others logged as far as the log tells.
 *
 * Only under the lock of the customer's row, and as a statement after the one that took it: whoever
 * logs holds that lock until it has committed, so a snapshot taken under it sees all who came before.
 * Their events stand in the log or still wait in the outbox; the sequencer moves them in one
 * transaction, so one statement over both sees each once.
 */
export async function unseenInteractions(
  tx: Transaction,
  { workspaceId, userId }: Viewer,
  customerId: string,
  { epoch, seq }: Position,
): Promise<Unseen | null> {
  const rows = await tx.$queryRaw<UnseenRow[]>`
    SELECT seen.head, seen.epoch, seen.is_known, unseen.id, unseen.seq, unseen.total
    FROM (
      SELECT h.seq AS head, h.epoch::text, h.floor, known AS is_known,
        CASE WHEN known THEN ${seq}::bigint ELSE h.floor - 1 END AS seq
      FROM feed_head h,
        LATERAL (SELECT h.epoch = ${epoch}::uuid AND ${seq}::bigint BETWEEN h.floor - 1 AND h.seq AS known) k
    ) seen
    LEFT JOIN LATERAL (
      SELECT i.id, e.seq, count(*) OVER () AS total FROM (
        SELECT subject_id, seq, NULL::bigint AS waiting FROM event_log
        WHERE workspace_id = ${workspaceId}::uuid AND customer_id = ${customerId}::uuid
          AND event_log.seq > seen.seq AND name = ${interactionLogged.name}
          AND actor_id IS DISTINCT FROM ${userId || null}::uuid
        UNION ALL
        SELECT subject_id, NULL, id FROM outbox
        WHERE workspace_id = ${workspaceId}::uuid AND customer_id = ${customerId}::uuid
          AND name = ${interactionLogged.name} AND actor_id IS DISTINCT FROM ${userId || null}::uuid
      ) e
      JOIN interactions i ON (i.workspace_id, i.id) = (${workspaceId}::uuid, e.subject_id)
      ORDER BY e.seq NULLS LAST, e.waiting LIMIT ${MOST_UNSEEN}
    ) unseen ON true`;
  const found = rows.flatMap(({ id, seq: at }) => (id === null ? [] : [{ id, at }]));
  const { is_known: isKnown, head, epoch: present, total } = rows[0]!;
  if (isKnown && found.length === 0) return null;
  return {
    isKnown,
    ids: found.map(({ id }) => id),
    totalCount: Number(total ?? 0),
    lastSeq: found.length === 0 ? head : found.at(-1)!.at,
    head: { epoch: present, seq: head },
  };
}
