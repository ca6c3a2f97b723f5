import { percentile } from '../median.ts';
import { sharedNow } from '../measures.ts';

const NUMBER = '"Event ';

/** Writes down when events arrive, to be compared later with when they were committed. */
export function arrivals() {
  let isOn = false;
  let firstCount: number | null = null;
  let numbers: number[] = [];
  let times: number[] = [];
  return {
    /** `count` is how many came before the first that matters, where messages bear no number. */
    start(count: number | null): void {
      isOn = true;
      firstCount = count;
      numbers = [];
      times = [];
    },
    note(before: number, message: string): void {
      if (!isOn) return;
      times.push(sharedNow());
      numbers.push(firstCount === null ? numberIn(message) : before - firstCount);
    },
    latencies(committedAt: readonly number[]) {
      isOn = false;
      const waits = times.map((time, index) => time - committedAt[numbers[index]!]!);
      return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) };
    },
  };
}

function numberIn(message: string): number {
  return Number.parseInt(message.slice(message.indexOf(NUMBER) + NUMBER.length), 10);
}
