import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { sharedNow } from '../measures.ts';

/**
 * Makes the calls by which a process is told to bring about events, numbered from 0. They answer
 * when each took place: where `emit` writes, once it has, which is the commit; else when it began.
 */
export function emitting(emit: (number: number) => unknown, { writes }: { writes: boolean }) {
  const timed = async (number: number) => {
    const begun = sharedNow();
    await emit(number);
    return writes ? sharedNow() : begun;
  };
  return {
    /** So many at once, each begun in a turn of its own. */
    async burst(count: number): Promise<number[]> {
      const pending: Promise<number>[] = [];
      for (let number = 0; number < count; number++) {
        pending.push(timed(number));
        await nextTurn();
      }
      return Promise.all(pending);
    },
    /** At a fixed rate, whether or not anybody keeps up. */
    async paced({ count, perSecond }: { count: number; perSecond: number }): Promise<number[]> {
      const pending: Promise<number>[] = [];
      const start = sharedNow();
      while (pending.length < count) {
        const due = Math.floor(((sharedNow() - start) / 1000) * perSecond) + 1;
        while (pending.length < Math.min(due, count)) pending.push(timed(pending.length));
        await wait(1);
      }
      return Promise.all(pending);
    },
  };
}

/** The calls that `emitting` makes. */
export type EmitCalls = ReturnType<typeof emitting>;
