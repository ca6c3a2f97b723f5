import { parseArgs } from 'node:util';

const PARTS = ['writes', 'shared', 'shapes', 'bursts', 'latency'] as const;
export type Part = (typeof PARTS)[number];

const EVERY_PART = PARTS.join(',');
const EVERY_SIZE = '200,1000,5000';
const PAGE = 'docs/benchmarks.md';

export interface Flags {
  readonly parts: readonly Part[];
  /** Sizes of the audience with one shape. */
  readonly subscribers: readonly number[];
  readonly rounds: number;
  /** How long a turn of one contestant lasts at least. */
  readonly seconds: number;
  /** Where the page goes; null: nowhere, since not everything was measured. */
  readonly out: string | null;
}

/** Reads the command line. @throws {Error} a flag that means nothing */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: EVERY_PART },
      subscribers: { type: 'string', default: EVERY_SIZE },
      /** The write races take twice as many, less one. */
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '1.5' },
      out: { type: 'string' },
    },
  });
  const parts = values.only.split(',').map((name) => {
    const part = PARTS.find((known) => known === name);
    if (!part) throw new Error(`--only takes ${PARTS.join(', ')}; not ${name}.`);
    return part;
  });
  const isWhole = values.only === EVERY_PART && values.subscribers === EVERY_SIZE;
  return {
    parts,
    subscribers: values.subscribers.split(',').map((text) => positive(text, '--subscribers')),
    rounds: positive(values.rounds, '--rounds'),
    seconds: positive(values.seconds, '--seconds'),
    out: values.out ?? (isWhole ? PAGE : null),
  };
}

function positive(text: string, flag: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${flag} takes positive numbers; not ${text}.`);
  return value;
}
