import type { Pool, PoolClient } from 'pg';

/** Where the log stands. */
export interface FeedHead {
  /** The highest number given. */
  readonly seq: bigint;
  /** The lowest number kept; reading from before it is a gap. */
  readonly floor: bigint;
  readonly epoch: string;
  readonly cursorKey: Buffer;
}

interface HeadRow {
  readonly seq: string;
  readonly floor: string;
  readonly epoch: string;
  readonly cursor_key: Buffer;
}

/** Reads the head. Every event up to `seq` is committed, and so is the change it tells of. */
export async function readHead(pool: Pool): Promise<FeedHead> {
  const { rows } = await pool.query<HeadRow>({
    name: 'read-head',
    text: 'SELECT seq, floor, epoch, cursor_key FROM feed_head',
  });
  const row = rows[0]!;
  return {
    seq: BigInt(row.seq),
    floor: BigInt(row.floor),
    epoch: row.epoch,
    cursorKey: row.cursor_key,
  };
}

/**
 * Starts a new epoch when this is not the cluster, or not the timeline, in which the log was
 * written: after a restore the same numbers may mean other events, so older cursors must answer
 * with a gap. Two processes may do it at once; the second finds it done.
 */
export async function settleEpoch(pool: Pool): Promise<void> {
  await pool.query(`
    UPDATE feed_head h SET
      epoch = CASE WHEN h.system_identifier = '' THEN h.epoch ELSE gen_random_uuid() END,
      system_identifier = now_here.system_identifier,
      timeline = now_here.timeline
    FROM (
      SELECT s.system_identifier::text AS system_identifier, c.timeline_id AS timeline
      FROM pg_control_system() s, pg_control_checkpoint() c
    ) now_here
    WHERE (h.system_identifier, h.timeline)
      IS DISTINCT FROM (now_here.system_identifier, now_here.timeline)`);
}

/** Starts a new epoch on purpose: for a restored volume snapshot, which looks like the original. */
export async function newEpoch(client: Pool | PoolClient): Promise<void> {
  await client.query('UPDATE feed_head SET epoch = gen_random_uuid()');
}
