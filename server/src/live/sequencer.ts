import type { Pool } from 'pg';
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

interface NumberedRow extends EventRow {
  readonly epoch: string;
}

/**
 * Moves at most `BATCH_SIZE` events in one round trip. The database's function locks the head first
 * and looks at the outbox only then, each in a statement of its own; it moves none when another
 * process has the head. The epoch is `''` where nothing was moved.
 *
 * @see prisma/migrations/20261127170000_number_outbox, docs/decisions/0004-event-numbering.md
 */
export async function sequenceBatch(pool: Pool): Promise<SequencedBatch> {
  const { rows } = await pool.query<NumberedRow>({
    name: 'number-outbox',
    text: 'SELECT (n.event).*, n.epoch FROM number_outbox($1) n ORDER BY (n.event).seq',
    values: [BATCH_SIZE],
  });
  return { events: rows.map(loggedEvent), epoch: rows[0]?.epoch ?? '' };
}
