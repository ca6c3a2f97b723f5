import { setTimeout as rest } from 'node:timers/promises';
import type { Services } from '../../graphql/context.ts';
import { exportStarted } from './events.ts';
import { type Exporting, takeTurn } from './take-turn.ts';

/** How often it is looked whether an export waits: one that another process left, or that was put off. */
const LOOK_MS = 1_000;

/**
 * Writes the pages of whatever exports wait, one at a time, for as long as the process runs. Every
 * process does. It rests after each page for as long as the page took, so that it never has more than
 * half of the process. Returns how to stop: the page under way is written first.
 */
export function writeExports(
  exporting: Exporting & { readonly services: Pick<Services, 'tail'> },
): () => Promise<void> {
  const { log, tail } = exporting.services;
  const stopping = new AbortController();
  let wakeUp = () => {};
  const stopObserving = tail.observe((event) => {
    if (event.name === exportStarted.name) wakeUp();
  });

  const run = async () => {
    while (!stopping.signal.aborted) {
      const begunAt = performance.now();
      const hasWorked = await takeTurn(exporting).catch((error: unknown) => {
        log.warn({ err: error }, 'No export could be taken up; it is tried again.');
        return false;
      });
      const woken = new AbortController();
      wakeUp = hasWorked ? () => {} : () => woken.abort();
      const pauseMs = hasWorked ? performance.now() - begunAt : LOOK_MS;
      await rest(pauseMs, undefined, {
        ref: false,
        signal: AbortSignal.any([stopping.signal, woken.signal]),
      }).catch(() => {});
    }
  };
  const running = run();

  return async () => {
    stopObserving();
    stopping.abort();
    await running;
  };
}
