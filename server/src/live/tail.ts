import type { Pool } from 'pg';
import { type Log, tellOutages } from '../platform/log.ts';
import { readLog } from './event-log.ts';
import { eventRing } from './event-ring.ts';
import type { FeedStats } from './feed-stats.ts';
import type { LoggedEvent } from './logged-event.ts';
import { type Interest, topicIndex } from './topic-index.ts';

/**
 * The end of the log, read once per process however many subscribers there are. Holds the last
 * events, at most `RING_SIZE` and `RING_BYTES`; whoever is further behind reads the log itself.
 */
export interface Tail {
  /** The last `seq` this process has seen. */
  readonly position: bigint;
  /** The epoch in which it was read. */
  readonly epoch: string;
  /** Events after `position`, or null when some of them are no longer held. */
  after(position: bigint): readonly LoggedEvent[] | null;
  /**
   * Waits for an event of the interest after `position`, for `timeoutMs`, until aborted, or until the
   * epoch changes. Answers a place, `position` or later, before which there was none: look on from there.
   */
  waitBeyond(
    position: bigint,
    interest: Interest,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<bigint>;
  /** Calls back with each event of the interest once, in order, as this process reads it. Returns how to stop. */
  listen(interest: Interest, listener: (event: LoggedEvent) => void): () => void;
  /** The same for every event of every workspace: for what is done once per process. */
  observe(observer: (event: LoggedEvent) => void): () => void;
  /**
   * Hands over events of the log that somebody already holds, lowest first and without holes, such as
   * those that were just numbered here. Taken without a read where they go on from `position`; what is
   * already known is left out, and after a hole the log is read instead.
   */
  offer(events: readonly LoggedEvent[], epoch: string): void;
  /** Says that there may be more. */
  poke(): void;
  /** How long it rests between two looks of its own accord, from the next rest on. At first `POLL_MS`. */
  lookEvery(pollMs: number): void;
  stop(): Promise<void>;
}

/** Events held in memory. */
export const RING_SIZE = 4096;
/** Bytes that they take, about. */
export const RING_BYTES = 16 * 1024 * 1024;

const READ_SIZE = 1000;
/** The safety net under lost bells. */
export const POLL_MS = 250;

/** Starts reading from the present head. */
export async function startTail(pool: Pool, log: Log, stats?: FeedStats): Promise<Tail> {
  const start = await readLog(pool, { after: 0n, limit: 0 });
  const ring = eventRing(RING_SIZE, RING_BYTES);
  const index = topicIndex();
  /** Those who wait, to be let go when there is nothing left to wait for. */
  const waiting = new Set<() => void>();
  const observers = new Set<(event: LoggedEvent) => void>();
  let position = start.head;
  let epoch = start.epoch;
  let poked = false;
  let stopped = false;
  let restMs = POLL_MS;
  let wakeUp: (() => void) | null = null;

  const wakeAll = () => {
    for (const resume of waiting) resume();
  };

  /** Takes events that lie beyond the position; a read and an offer may bring the same ones. */
  const take = (events: readonly LoggedEvent[]) => {
    const known = events.findIndex(({ seq }) => seq > position);
    if (known < 0) return;
    const fresh = known === 0 ? events : events.slice(known);
    ring.push(fresh);
    position = fresh.at(-1)!.seq;
    if (stats) {
      stats.ringEvents = ring.size.events;
      stats.ringBytes = ring.size.bytes;
    }
    for (const event of fresh) {
      for (const observer of observers) observer(event);
      index.tell(event);
    }
  };

  const readOn = async (): Promise<boolean> => {
    const page = await readLog(pool, { after: position, limit: READ_SIZE });
    if (page.epoch !== epoch) {
      // The database was restored: what is held may never have been, and the log may be shorter.
      epoch = page.epoch;
      ring.clear();
      if (page.head < position) position = page.head;
      wakeAll();
    }
    take(page.events);
    return page.events.length === READ_SIZE;
  };

  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, restMs);
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

  const poke = () => {
    poked = true;
    wakeUp?.();
  };

  return {
    get position() {
      return position;
    },
    get epoch() {
      return epoch;
    },
    after(from) {
      return from >= position ? [] : ring.after(from);
    },
    waitBeyond(from, interest, timeoutMs, signal) {
      if (position > from || stopped || signal.aborted) return Promise.resolve(from);
      return new Promise((resolve) => {
        const done = (quietUntil: bigint) => {
          clearTimeout(timer);
          signal.removeEventListener('abort', giveUp);
          waiting.delete(giveUp);
          stopListening();
          resolve(quietUntil);
        };
        const giveUp = () => done(from);
        // One who comes from another node may stand beyond what this process has read: never back.
        const timer = setTimeout(() => done(position > from ? position : from), timeoutMs);
        signal.addEventListener('abort', giveUp);
        waiting.add(giveUp);
        const stopListening = index.listen(interest, ({ seq }) => {
          if (seq > from) done(seq - 1n);
        });
      });
    },
    listen: (interest, listener) => index.listen(interest, listener),
    observe(observer) {
      observers.add(observer);
      return () => observers.delete(observer);
    },
    offer(events, ofEpoch) {
      const first = events[0];
      if (stopped || !first) return;
      if (ofEpoch === epoch && first.seq <= position + 1n) take(events);
      else poke();
    },
    poke,
    lookEvery(pollMs) {
      restMs = pollMs;
    },
    async stop() {
      stopped = true;
      wakeUp?.();
      await running;
      wakeAll();
    },
  };
}
