import { parseArgs } from 'node:util';
import { type OperationName, operationNames } from './operations.ts';
import { type SystemName, systemNames } from './systems.ts';

const EVERY_SYSTEM = systemNames.join(',');
const EVERY_OPERATION = operationNames.join(',');
const CUSTOMERS = '20000';
const INTERACTIONS = '400000';
const ROUNDS = '3';
const SECONDS = '1.5';
const PAGE = 'docs/benchmarks.md';

export interface Flags {
  readonly systems: readonly SystemName[];
  readonly operations: readonly OperationName[];
  readonly rounds: number;
  /** How long a turn of one contestant lasts. */
  readonly seconds: number;
  readonly customers: number;
  readonly interactions: number;
  /** A folder for the database, which stays and is used again; null: a new one that goes. */
  readonly data: string | null;
  /** A folder for CPU profiles of the servers; null: none. */
  readonly profile: string | null;
  /** Where the page goes; null: nowhere, since not everything was measured. */
  readonly out: string | null;
}

/** Reads the command line. @throws {Error} a flag that means nothing */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      systems: { type: 'string', default: EVERY_SYSTEM },
      q: { type: 'string', default: EVERY_OPERATION },
      rounds: { type: 'string', default: ROUNDS },
      sec: { type: 'string', default: SECONDS },
      customers: { type: 'string', default: CUSTOMERS },
      interactions: { type: 'string', default: INTERACTIONS },
      data: { type: 'string' },
      profile: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const isWhole =
    values.systems === EVERY_SYSTEM &&
    values.q === EVERY_OPERATION &&
    values.customers === CUSTOMERS &&
    values.interactions === INTERACTIONS &&
    Number(values.rounds) >= Number(ROUNDS) &&
    Number(values.sec) >= Number(SECONDS) &&
    values.data === undefined &&
    values.profile === undefined;
  return {
    systems: chosen('--systems', values.systems, systemNames),
    operations: chosen('--q', values.q, operationNames),
    rounds: positive('--rounds', values.rounds),
    seconds: positive('--sec', values.sec),
    customers: positive('--customers', values.customers),
    interactions: positive('--interactions', values.interactions),
    data: values.data ?? null,
    profile: values.profile ?? null,
    out: values.out ?? (isWhole ? PAGE : null),
  };
}

/** In the order of all, whatever the order in which they are named. */
function chosen<T extends string>(flag: string, text: string, all: readonly T[]): T[] {
  const names = text.split(',');
  const unknown = names.find((name) => !all.some((known) => known === name));
  if (unknown !== undefined) throw new Error(`${flag} takes ${all.join(', ')}; not ${unknown}.`);
  return all.filter((name) => names.includes(name));
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${flag} takes a positive number; not ${text}.`);
  return value;
}
