/** A source of chance that a seed repeats. */
export interface Dice {
  /** A whole number from 0 to `sides - 1`. */
  below(sides: number): number;
  /** True so often, from 0 to 1. */
  chance(share: number): boolean;
  pick<T>(all: readonly T[]): T;
  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** Some of them, in any order. */
  some<T>(all: readonly T[], most: number): T[];
  /** A key for a row. */
  uuid(): string;
  /** A source of its own, which what is thrown here does not move. */
  fork(): Dice;
}

/** Throws the same for the same seed (mulberry32). */
export function dice(seed: number): Dice {
  let state = Math.trunc(seed) | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (sides: number) => Math.floor(next() * sides);
  const pick = <T>(all: readonly T[]): T => {
    if (all.length === 0) throw new Error('There is nothing to pick from.');
    return all[below(all.length)]!;
  };
  return {
    below,
    pick,
    chance: (share) => next() < share,
    weighted(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0];
    },
    some(all, most) {
      const left = [...all];
      const taken = [];
      for (let n = below(most + 1); n > 0 && left.length > 0; n--) {
        taken.push(...left.splice(below(left.length), 1));
      }
      return taken;
    },
    uuid() {
      const digits = Array.from({ length: 30 }, () => below(16).toString(16)).join('');
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-7${digits.slice(12, 15)}-8${digits.slice(15, 18)}-${digits.slice(18)}`;
    },
    fork: () => dice(Math.floor(next() * 2 ** 31)),
  };
}
