import type { Pool } from 'pg';
import type { SubscriberPlan } from './schedule.ts';

/** One thing that a writer tried. */
export interface Attempt {
  /** What its event is recognised by. */
  readonly mark: string;
  readonly step: string;
  /** By a clock that only counts: what ended at a lower number than another began was over by then. */
  readonly beganAt: number;
  /** Null: it was never acknowledged. */
  endedAt: number | null;
  outcome: 'acknowledged' | 'refused' | 'unknown';
}

/** A change that is committed, by the word of the row's own trigger. */
export interface Change {
  readonly tx: string;
  readonly subjectId: string;
  readonly version: number;
  readonly mark: string;
}

/** One event as the log has it. */
export interface Entry {
  readonly seq: number;
  readonly name: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly isGone: boolean;
  readonly customerId: string | null;
  readonly ownerId: string | null;
  readonly channel: string | null;
  /** Null: its subject is none whose changes are noted. */
  readonly mark: string | null;
  readonly tx: string | null;
}

/** What one subscriber was told, repeats left out. */
export interface Told {
  readonly seq: number;
  readonly kind: string;
  readonly name: string;
  readonly subjectId: string;
  readonly hasSubject: boolean;
}

export interface Witness {
  readonly plan: SubscriberPlan;
  /** The position from which it follows. */
  readonly from: number;
  readonly told: readonly Told[];
  /** Places where an item did not name the one before it, and gaps. */
  readonly brokenLinks: readonly string[];
}

/** All that is known of a round when it is over. */
export interface RoundRecord {
  readonly attempts: readonly Attempt[];
  readonly changes: readonly Change[];
  readonly log: readonly Entry[];
  readonly witnesses: readonly Witness[];
  /** The workspace's customers and user, which the filters name. */
  readonly customerId: string;
  readonly userId: string;
  /** Numbers that the log lacks between its first and its last. */
  readonly holes: number;
}

/** Reads the log of a workspace, and the changes that are committed in it. */
export async function readTruth(
  pool: Pool,
  workspaceId: string,
): Promise<Pick<RoundRecord, 'changes' | 'log' | 'holes'>> {
  const changes = await pool.query<Change>(
    `SELECT tx::text, subject_id AS "subjectId", version, mark
    FROM campaign_changes WHERE workspace_id = $1`,
    [workspaceId],
  );
  const log = await pool.query<Entry>(
    `SELECT seq::int, name, subject_type AS "subjectType", subject_id AS "subjectId",
      is_gone AS "isGone", customer_id AS "customerId", owner_id AS "ownerId", channel,
      payload->>'mark' AS mark, payload->>'tx' AS tx
    FROM event_log WHERE workspace_id = $1 ORDER BY seq`,
    [workspaceId],
  );
  const holes = await pool.query<{ holes: number }>(
    'SELECT (max(seq) - min(seq) + 1 - count(*))::int AS holes FROM event_log',
  );
  return { changes: changes.rows, log: log.rows, holes: holes.rows[0]!.holes };
}
