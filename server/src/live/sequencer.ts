import type { Pool, PoolClient } from 'pg';
import { type Log, tellOutages } from '../platform/log.ts';
import { type EventRow, loggedEvent, type LoggedEvent } from './logged-event.ts';

/** Gives events their place in the log. Any number may run, in any number of processes. */
export interface Sequencer {
  /** Says that the outbox has something. Cheap; call it after every commit. */
  wake(): void;
  /** Ends after the batch in hand. */
  stop(): Promise<void>;
}

export interface SequencerOptions {
  readonly pool: Pool;
  readonly log: Log;
  /** Called after each committed batch that moved something. */
  readonly onSequenced: (batch: SequencedBatch) => void;
}

/** What one transaction of the sequencer moved into the log. */
export interface SequencedBatch {
  /** Lowest `seq` first, without holes; as a read of the log would give them. */
  readonly events: readonly LoggedEvent[];
  /** The epoch in which they were numbered. */
  readonly epoch: string;
}

/** Events per transaction: long enough to be cheap, short enough that nobody waits for it. */
export const BATCH_SIZE = 1000;

const BUSY_POLL_MS = 20;
const IDLE_POLL_MS = 250;
/** How long it stays at the busy pace after the last event. */
const BUSY_FOR_MS = 1000;

/** Events per partition of the log, as the migration made them. */
const PARTITION_SIZE = 1_000_000n;
const partitionOf = (seq: bigint) => seq / PARTITION_SIZE;

const COLUMNS = `workspace_id, name, subject_type, subject_id, is_gone, customer_id, organization_id,
  owner_id, team_id, agent_id, channel, direction, before, changed_fields, changes_access, payload,
  actor_kind, actor_id, occurred_at, recorded_at`;

/**
 * Runs until stopped: moves the outbox into the log, numbered, whenever woken and on a poll, since
 * a process may die between its commit and its wake.
 */
export function startSequencer({ pool, log, onSequenced }: SequencerOptions): Sequencer {
  let stopped = false;
  let woken = false;
  let wakeUp: (() => void) | null = null;
  let lastBusyAt = 0;

  const rest = async () => {
    if (woken) return;
    const pauseMs = Date.now() - lastBusyAt < BUSY_FOR_MS ? BUSY_POLL_MS : IDLE_POLL_MS;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wakeUp = null;
  };

  const outage = tellOutages(log, 'Moving events into the log');

  const run = async () => {
    while (!stopped) {
      woken = false;
      try {
        const batch = await sequenceBatch(pool);
        if (batch.events.length > 0) {
          lastBusyAt = Date.now();
          onSequenced(batch);
        }
        outage.end();
        if (batch.events.length < BATCH_SIZE) await rest();
      } catch (error) {
        outage.begin(error);
        woken = false;
        await rest();
      }
    }
  };
  const running = run();

  return {
    wake() {
      woken = true;
      // Another process may hold the head just now, having looked before this commit: look again soon.
      lastBusyAt = Date.now();
      wakeUp?.();
    },
    async stop() {
      stopped = true;
      wakeUp?.();
      await running;
    },
  };
}

/**
 * Moves at most `BATCH_SIZE` events in one READ COMMITTED transaction of separate statements, so
 * that the outbox is looked at only once the head is locked. Moves none when another process has
 * the head.
 *
 * @see docs/decisions/0004-event-numbering.md
 */
export async function sequenceBatch(pool: Pool): Promise<SequencedBatch> {
  const client = await pool.connect();
  let failed = true;
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    const { rows: heads } = await client.query<{ seq: string; epoch: string }>({
      name: 'lock-head',
      text: 'SELECT seq, epoch FROM feed_head FOR UPDATE SKIP LOCKED',
    });
    const head = heads[0];
    const events = head ? await moveOutbox(client, BigInt(head.seq)) : [];
    await client.query('COMMIT');
    failed = false;
    return { events, epoch: head?.epoch ?? '' };
  } finally {
    // A connection with a failed or open transaction is thrown away, not given back.
    client.release(failed);
  }
}

async function moveOutbox(client: PoolClient, head: bigint): Promise<LoggedEvent[]> {
  const { rows } = await client.query<EventRow>({
    name: 'move-outbox',
    text: `
      WITH taken AS (
        DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT ${BATCH_SIZE})
        RETURNING *
      ), logged AS (
        INSERT INTO event_log (seq, ${COLUMNS})
        SELECT $1::bigint + row_number() OVER (ORDER BY id), ${COLUMNS} FROM taken
        RETURNING *
      ), counted AS (
        SELECT count(*) AS moved FROM logged
      ), advanced AS (
        UPDATE feed_head SET seq = seq + moved FROM counted WHERE moved > 0
      )
      SELECT * FROM logged ORDER BY seq`,
    values: [head],
  });
  const events = rows.map(loggedEvent);
  const last = events.at(-1)?.seq ?? head;
  if (partitionOf(head) !== partitionOf(last)) {
    await client.query('SELECT ensure_event_log_partitions($1::bigint)', [last]);
  }
  return events;
}
