import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Asks `look` every 20 ms until it answers something other than undefined.
 *
 * For states of other processes, which nothing announces. Answers undefined after `limitMs`.
 */
export async function waitUntil<T>(
  look: () => T | undefined | Promise<T | undefined>,
  limitMs: number,
): Promise<T | undefined> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined || performance.now() >= deadline) return seen;
    await pause(POLL_MS);
  }
}
