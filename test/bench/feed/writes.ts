import { openChild } from '../open-child.ts';
import type { Stage } from './stage.ts';
import type { RaceCalls } from './write-race.ts';

export interface WritesResult {
  readonly writers: number;
  /** Writes per second, in the order of the rounds. */
  readonly withEvents: readonly number[];
  readonly withoutEvents: readonly number[];
}

const WRITERS = [16, 64];
const SECONDS = 1.5;

/** Measures what an event costs the write that it belongs to, in interleaved rounds. */
export async function measureWrites(stage: Stage, rounds: number): Promise<WritesResult[]> {
  const child = await openChild<RaceCalls>(new URL('write-race.ts', import.meta.url));
  const results = WRITERS.map((writers) => ({
    writers,
    withEvents: [] as number[],
    withoutEvents: [] as number[],
  }));
  for (let round = 0; round < rounds; round++) {
    for (const { writers, withEvents, withoutEvents } of results) {
      for (const hasEvents of round % 2 === 0 ? [true, false] : [false, true]) {
        const rate = await child.call('race', { stage, writers, seconds: SECONDS, hasEvents });
        (hasEvents ? withEvents : withoutEvents).push(rate);
      }
    }
  }
  await child.stop();
  return results;
}
