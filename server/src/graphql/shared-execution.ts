import { randomUUID } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import type { Frame } from './outlet.ts';
import type { Placed } from './shareable-stream.ts';

/** Somebody who gets the result of an item. */
export interface Target {
  /** Gets results in the order of their items, all that were executed together at once. */
  tell(results: readonly { readonly frame: Frame; readonly entry: unknown }[]): void;
}

/**
 * Executes items once for all groups whose results differ in nothing but `previousCursor`: groups of
 * one document and visibility class with other filters.
 */
export interface SharedExecution {
  /** Asks for the result of an item. `entry` comes back with it. */
  add(item: Placed, key: string | null, target: Target, entry: unknown): void;
}

export interface SharedExecutionOptions {
  /** Executes items side by side, with a context that has no user. Throws where one cannot be shared or finished. */
  readonly execute: (items: readonly Placed[]) => Promise<readonly ExecutionResult[]>;
  /** Nothing that was asked for and is not told yet will be. */
  readonly onFailed: (error: unknown) => void;
}

interface Want {
  readonly target: Target;
  readonly entry: unknown;
  readonly previous: string;
}

interface Job {
  readonly item: Placed;
  readonly key: string | null;
  readonly wanted: Want[];
}

/** Items executed side by side. */
const BATCH = 64;
/** Whoever is further behind than this reads the log: it is the buffer. */
const MOST_PENDING = 4_096;
/** How long results are held back at most, and only while they follow closely on others. */
export const COALESCE_MS = 5;

/** Stands for `previousCursor` while an item is executed for several. Nobody can write it into data. */
const PREVIOUS = `previous-${randomUUID()}`;

export function sharedExecution({ execute, onFailed }: SharedExecutionOptions): SharedExecution {
  let pending: Job[] = [];
  let byKey = new Map<string, Job>();
  let isRunning = false;
  let lastToldAt = -Infinity;

  function fail(error: unknown) {
    pending = [];
    byKey = new Map();
    onFailed(error);
  }

  /** At once when it has been quiet; otherwise a little later, with what comes until then. */
  function start() {
    isRunning = true;
    const waitMs = COALESCE_MS - (performance.now() - lastToldAt);
    if (waitMs > 0) setTimeout(() => void run(), Math.min(waitMs, COALESCE_MS));
    else queueMicrotask(() => void run());
  }

  async function run() {
    try {
      while (pending.length > 0) {
        const jobs = pending.slice(0, BATCH);
        pending = pending.slice(BATCH);
        for (const { key } of jobs) if (key !== null) byKey.delete(key);
        const results = await execute(
          jobs.map(({ item }) =>
            item.previousCursor === undefined ? item : { ...item, previousCursor: PREVIOUS },
          ),
        );
        tell(jobs, results);
        lastToldAt = performance.now();
      }
    } catch (error) {
      fail(error);
    }
    isRunning = false;
  }

  function tell(jobs: readonly Job[], results: readonly ExecutionResult[]) {
    const byTarget = new Map<Target, { frame: Frame; entry: unknown }[]>();
    jobs.forEach(({ item, wanted }, index) => {
      const frameOf = frames(JSON.stringify(results[index]), item.cursor ?? null);
      for (const { target, entry, previous } of wanted) {
        const told = byTarget.get(target);
        const one = { frame: frameOf(previous), entry };
        if (told) told.push(one);
        else byTarget.set(target, [one]);
      }
    });
    for (const [target, told] of byTarget) target.tell(told);
  }

  return {
    add(item, key, target, entry) {
      const want = { target, entry, previous: item.previousCursor ?? '' };
      const known = key === null ? undefined : byKey.get(key);
      if (known) {
        known.wanted.push(want);
        return;
      }
      const job: Job = { item, key, wanted: [want] };
      pending.push(job);
      if (key !== null) byKey.set(key, job);
      if (pending.length > MOST_PENDING) fail(new Error('Too many items are waiting.'));
      else if (!isRunning) start();
    },
  };
}

/** Makes the frames of one result, each once per `previousCursor`. */
function frames(json: string, cursor: string | null): (previous: string) => Frame {
  const parts = json.split(PREVIOUS);
  const made = new Map<string, Frame>();
  return (previous) => {
    let frame = made.get(previous);
    if (!frame) made.set(previous, (frame = { json: parts.join(previous), cursor }));
    return frame;
  };
}
