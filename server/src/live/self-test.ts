import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Tail } from './tail.ts';

/** How an event fared on the way that all of them take. */
export interface SelfTest {
  /** `ok`, or where it was stuck. */
  readonly outcome: string;
  readonly at: Date;
  /** How long each leg took, as far as it was gone. */
  readonly legs: {
    /** Until its transaction was committed. */
    readonly writtenMs?: number;
    /** From there until some process had given it its number. */
    readonly numberedMs?: number;
    /** From the commit until this process had read it, so that its feeds would tell it. */
    readonly readMs?: number;
  };
}

export interface SelfTestOptions {
  readonly pool: Pool;
  readonly tail: Tail;
  /** Writes an event about this subject, through a command like any other. */
  readonly send: (subjectId: string) => Promise<void>;
  /** How long the way may take. Default 5 s. */
  readonly limitMs?: number;
  /** How long a result is good for. Default 5 s. */
  readonly keepMs?: number;
}

const LIMIT_MS = 5_000;
const LOOK_EVERY_MS = 25;

/**
 * Makes the function that sends an event through the whole path and waits for it. Whoever asks while
 * one is under way, or within 5 s of its end, gets that one's result: asking often costs nothing.
 */
export function selfTesting(options: SelfTestOptions): () => Promise<SelfTest> {
  const { keepMs = LIMIT_MS } = options;
  let last: { readonly result: Promise<SelfTest>; endedAt: number } | null = null;
  return () => {
    if (last && performance.now() - last.endedAt < keepMs) return last.result;
    const mine = { result: runSelfTest(options), endedAt: Infinity };
    last = mine;
    void mine.result.finally(() => (mine.endedAt = performance.now()));
    return mine.result;
  };
}

async function runSelfTest(options: SelfTestOptions): Promise<SelfTest> {
  const { pool, tail, send, limitMs = LIMIT_MS } = options;
  const at = new Date();
  const legs: { -readonly [K in keyof SelfTest['legs']]: number } = {};
  // A copy: what is still under way may notice its leg after the answer was given.
  const answer = (outcome: string): SelfTest => ({ outcome, at, legs: { ...legs } });
  const subjectId = randomUUID();
  const over = new AbortController();
  const read = Promise.withResolvers<'ok'>();
  let startedAt = performance.now();
  const elapsed = () => Math.round((performance.now() - startedAt) * 10) / 10;
  const stopObserving = tail.observe((event) => {
    if (event.subjectId !== subjectId) return;
    legs.readMs = elapsed();
    read.resolve('ok');
  });
  const late = wait(limitMs, 'late' as const, { signal: over.signal });
  try {
    const written = await Promise.race([send(subjectId).then(() => 'written' as const), late]);
    if (written === 'late') return answer(`not written within ${limitMs} ms`);
    legs.writtenMs = elapsed();
    startedAt = performance.now();
    const numbered = untilNumbered(pool, subjectId, over.signal).then(() => {
      legs.numberedMs = elapsed();
    });
    numbered.catch(() => undefined);
    if ((await Promise.race([read.promise, late])) === 'ok') {
      // What was read has a number, whichever of the two was noticed first.
      legs.numberedMs = Math.min(legs.numberedMs ?? Infinity, legs.readMs!);
      return answer('ok');
    }
    const where = legs.numberedMs === undefined ? 'not numbered' : 'numbered, but not read here';
    return answer(`${where} within ${limitMs} ms`);
  } catch {
    return answer('could not be written');
  } finally {
    stopObserving();
    over.abort();
    late.catch(() => undefined);
  }
}

/** Waits until the outbox no longer has the event. Looked for once, then asked for by its key. */
async function untilNumbered(pool: Pool, subjectId: string, signal: AbortSignal): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM outbox WHERE subject_id = $1 LIMIT 1',
    [subjectId],
  );
  if (!rows[0]) return;
  for (;;) {
    const found = await pool.query('SELECT 1 FROM outbox WHERE id = $1', [rows[0].id]);
    if (found.rowCount === 0) return;
    await wait(LOOK_EVERY_MS, undefined, { signal });
  }
}
