export interface Random {
  /** From 0 up to, but not including, 1. */
  readonly fraction: () => number;
  /** A whole number, both ends included. */
  readonly between: (lowest: number, highest: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** Picks by weight; a choice of weight 0 is never picked. */
  readonly pickWeighted: <T>(choices: readonly T[], weightOf: (choice: T) => number) => T;
}

// The mulberry32 generator: small, fast, and the same on every machine.
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  function between(lowest: number, highest: number): number {
    return lowest + Math.floor(fraction() * (highest - lowest + 1));
  }

  function pick<T>(choices: readonly T[]): T {
    return at(choices, between(0, choices.length - 1));
  }

  function pickWeighted<T>(choices: readonly T[], weightOf: (choice: T) => number): T {
    const total = choices.reduce((sum, choice) => sum + weightOf(choice), 0);
    let left = fraction() * total;
    for (const choice of choices) {
      left -= weightOf(choice);
      if (left < 0) return choice;
    }
    return at(choices, choices.length - 1);
  }

  return {
    fraction,
    between,
    chance: (probability) => fraction() < probability,
    pick,
    pickWeighted,
  };
}

function at<T>(choices: readonly T[], index: number): T {
  const choice = choices[index];
  if (choice === undefined) throw new Error('There is nothing to choose from.');
  return choice;
}
