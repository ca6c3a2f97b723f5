import { parseArgs } from 'node:util';

const PARTS = ['writes', 'shared', 'shapes', 'bursts', 'latency'] as const;
export type Part = (typeof PARTS)[number];

export interface Flags {
  readonly parts: readonly Part[];
  /** Sizes of the audience with one shape. */
  readonly subscribers: readonly number[];
  readonly rounds: number;
  /** How long a turn of one contestant lasts at least. */
  readonly seconds: number;
  readonly out: string;
}

/** Reads the command line. @throws {Error} a flag that means nothing */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: PARTS.join(',') },
      subscribers: { type: 'string', default: '200,1000,5000' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '1.5' },
      out: { type: 'string', default: 'docs/benchmarks.md' },
    },
  });
  const parts = values.only.split(',').map((name) => {
    const part = PARTS.find((known) => known === name);
    if (!part) throw new Error(`--only takes ${PARTS.join(', ')}; not ${name}.`);
    return part;
  });
  return {
    parts,
    subscribers: values.subscribers.split(',').map((text) => positive(text, '--subscribers')),
    rounds: positive(values.rounds, '--rounds'),
    seconds: positive(values.seconds, '--seconds'),
    out: values.out,
  };
}

function positive(text: string, flag: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${flag} takes positive numbers; not ${text}.`);
  return value;
}
