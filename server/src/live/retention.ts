import type { Pool } from 'pg';

/** How far the log was cut. */
export interface Cut {
  /** The lowest `seq` kept now. */
  readonly floor: bigint;
  /** Partitions that were dropped. */
  readonly dropped: readonly string[];
}

const LOCK_TIMEOUT = '1s';

interface Partition {
  readonly name: string;
  /** The first `seq` behind it. */
  readonly end: string;
  /** An earlier detaching was cut short and has to be finished. */
  readonly is_detaching: boolean;
}

/**
 * Forgets the events recorded before `cutoff`. The floor is raised and committed first, so that a
 * reader who is still below it gets a gap and never a silent jump; then partitions that lie wholly
 * below the floor are detached without stopping anybody, and dropped. One that is being read is left
 * for the next time.
 */
export async function cutLog(pool: Pool, cutoff: Date): Promise<Cut> {
  const floor = await raiseFloor(pool, await firstSince(pool, cutoff));
  const dropped: string[] = [];
  for (const partition of await partitionsBelow(pool, floor)) {
    if (await dropPartition(pool, partition)) dropped.push(partition.name);
  }
  return { floor, dropped };
}

/** The lowest `seq` from which on nothing is older than `cutoff`, found by halving: the log is in the order of recording. */
async function firstSince(pool: Pool, cutoff: Date): Promise<bigint> {
  const { rows } = await pool.query<{ seq: string; floor: string }>(
    'SELECT seq, floor FROM feed_head',
  );
  let low = BigInt(rows[0]!.floor);
  let high = BigInt(rows[0]!.seq) + 1n;
  while (low < high) {
    const middle = (low + high) / 2n;
    const found = await pool.query<{ recorded_at: Date }>(
      'SELECT recorded_at FROM event_log WHERE seq >= $1 ORDER BY seq LIMIT 1',
      [middle],
    );
    if (found.rows[0] && found.rows[0].recorded_at < cutoff) low = middle + 1n;
    else high = middle;
  }
  return low;
}

async function raiseFloor(pool: Pool, floor: bigint): Promise<bigint> {
  const { rows } = await pool.query<{ floor: string }>(
    'UPDATE feed_head SET floor = greatest(floor, $1::bigint) RETURNING floor',
    [floor],
  );
  return BigInt(rows[0]!.floor);
}

async function partitionsBelow(pool: Pool, floor: bigint): Promise<readonly Partition[]> {
  const { rows } = await pool.query<Partition>(`
    SELECT c.relname AS name, i.inhdetachpending AS is_detaching,
      substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \\(''?(\\d+)''?\\)') AS end
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'event_log'::regclass ORDER BY c.relname`);
  return rows.filter(({ end }) => BigInt(end) <= floor);
}

async function dropPartition(pool: Pool, { name, is_detaching }: Partition): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
    const how = is_detaching ? 'FINALIZE' : 'CONCURRENTLY';
    await client.query(`ALTER TABLE event_log DETACH PARTITION "${name}" ${how}`);
    await client.query(`DROP TABLE "${name}"`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return false;
    throw error;
  } finally {
    // Thrown away, for its lock_timeout.
    client.release(true);
  }
}
