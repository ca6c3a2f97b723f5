import type { Pool } from 'pg';
import { type Log, tellOutages } from '../platform/log.ts';
import { readLog } from './event-log.ts';
import type { LoggedEvent } from './logged-event.ts';

/**
 * The end of the log, read once per process however many subscribers there are. Holds the last
 * `RING_SIZE` events; whoever is further behind reads the log itself.
 */
export interface Tail {
  /** The last `seq` this process has seen. */
  readonly position: bigint;
  /** The epoch in which it was read. */
  readonly epoch: string;
  /** Events after `position`, or null when some of them are no longer held. */
  after(position: bigint): readonly LoggedEvent[] | null;
  /** Resolves once there is something after `position`, after `timeoutMs`, or when aborted. */
  waitBeyond(position: bigint, timeoutMs: number, signal: AbortSignal): Promise<void>;
  /** Calls back with each event once, in order, as this process reads it. Returns how to stop. */
  observe(observer: (event: LoggedEvent) => void): () => void;
  /** Says that there may be more. */
  poke(): void;
  stop(): Promise<void>;
}

/** Events held in memory. About 4 MB. */
export const RING_SIZE = 4096;

const READ_SIZE = 1000;
/** The safety net under lost bells. */
const POLL_MS = 250;

/** Starts reading from the present head. */
export async function startTail(pool: Pool, log: Log): Promise<Tail> {
  const start = await readLog(pool, { after: 0n, limit: 0 });
  const ring: LoggedEvent[] = [];
  const waiting = new Set<() => void>();
  const observers = new Set<(event: LoggedEvent) => void>();
  let position = start.head;
  let epoch = start.epoch;
  let poked = false;
  let stopped = false;
  let wakeUp: (() => void) | null = null;

  const readOn = async (): Promise<boolean> => {
    const page = await readLog(pool, { after: position, limit: READ_SIZE });
    epoch = page.epoch;
    if (page.events.length === 0) return false;
    ring.push(...page.events);
    if (ring.length > RING_SIZE) ring.splice(0, ring.length - RING_SIZE);
    position = page.events.at(-1)!.seq;
    for (const event of page.events) for (const observer of observers) observer(event);
    for (const resume of waiting) resume();
    return page.events.length === READ_SIZE;
  };

  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const outage = tellOutages(log, 'Reading the end of the event log');

  const run = async () => {
    while (!stopped) {
      poked = false;
      try {
        const hasMore = await readOn();
        outage.end();
        if (hasMore) continue;
      } catch (error) {
        outage.begin(error);
        poked = false;
      }
      if (!poked && !stopped) await rest();
    }
  };
  const running = run();

  return {
    get position() {
      return position;
    },
    get epoch() {
      return epoch;
    },
    after(from) {
      if (from >= position) return [];
      const oldest = ring[0];
      if (!oldest || from < oldest.seq - 1n) return null;
      return ring.slice(Number(from - oldest.seq + 1n));
    },
    waitBeyond(from, timeoutMs, signal) {
      if (position > from || stopped || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const resume = () => {
          if (position <= from && !signal.aborted && !stopped) return;
          done();
        };
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          waiting.delete(resume);
          resolve();
        };
        const timer = setTimeout(done, timeoutMs);
        signal.addEventListener('abort', done);
        waiting.add(resume);
      });
    },
    observe(observer) {
      observers.add(observer);
      return () => observers.delete(observer);
    },
    poke() {
      poked = true;
      wakeUp?.();
    },
    async stop() {
      stopped = true;
      wakeUp?.();
      await running;
      for (const resume of waiting) resume();
    },
  };
}
