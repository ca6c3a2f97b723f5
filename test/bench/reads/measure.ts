import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from '../open-child.ts';
import { cpuBetween, type DatabaseWatch } from './database-watch.ts';
import type { Inputs } from './inputs.ts';
import type { LoadCalls } from './load-client.ts';
import type { Input, OperationName } from './operations.ts';
import type { System, SystemName } from './systems.ts';

/** One contestant's turn. */
export interface Turn {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of a processor for each request: the server's own, and its database connections'. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
}

/** A contestant, with what it is asked. */
export interface Contestant {
  readonly system: System;
  readonly inputs: Inputs;
}

export type Turns = ReadonlyMap<SystemName, readonly Turn[]>;

export interface Means {
  readonly client: Pick<Child<LoadCalls>, 'call'>;
  readonly watch: DatabaseWatch;
}

export interface Part {
  readonly operation: OperationName;
  readonly connections: number;
  readonly rounds: number;
  readonly seconds: number;
  /** Whether the operation was asked in turns before. */
  readonly isWarm: boolean;
  readonly inputs: (of: Inputs) => readonly Input[];
}

/** Before the first turns of an operation, until what is hot is compiled, and before those of a server that has answered it already. */
const FIRST_WARM_UP_SECONDS = 4;
const WARM_UP_SECONDS = 0.3;
/** Long enough for a server that was frozen to take note of what others wrote meanwhile. */
const THAW_MS = 300;

/** Lets each contestant have its turn, in rounds; who is first changes. */
export async function measureTurns(
  contestants: readonly Contestant[],
  part: Part,
  means: Means,
): Promise<Turns> {
  const turns = new Map<SystemName, Turn[]>(contestants.map(({ system }) => [system.name, []]));
  const warmUp = { ...part, seconds: part.isWarm ? WARM_UP_SECONDS : FIRST_WARM_UP_SECONDS };
  for (const one of contestants) await takeTurn(one, warmUp, means);
  for (let round = 0; round < part.rounds; round++) {
    const first = round % contestants.length;
    for (const one of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      turns.get(one.system.name)!.push(await takeTurn(one, part, means));
    }
  }
  return turns;
}

async function takeTurn(
  { system, inputs }: Contestant,
  { operation, connections, seconds, inputs: choose }: Part,
  { client, watch }: Means,
): Promise<Turn> {
  const isWrite = operation === 'Q4';
  const bodies = choose(inputs).map((input) => system.body(operation, input));
  system.thaw();
  try {
    if (isWrite) await wait(THAW_MS);
    const [serverBefore, databaseBefore] = [
      await system.server.call('cpuSeconds'),
      await watch.cpu(),
    ];
    const load = await client.call('load', { ...system.target, bodies, connections, seconds });
    const answered = performance.now();
    // An event without a number is work put off.
    if (isWrite && system.hasEvents) await watch.numbered();
    const putOff = (performance.now() - answered) / 1000;
    const [serverAfter, databaseAfter] = [
      await system.server.call('cpuSeconds'),
      await watch.cpu(),
    ];
    return {
      perSecond: load.requests / (load.seconds + putOff),
      p50: load.p50,
      p99: load.p99,
      serverCpu: ((serverAfter - serverBefore) * 1e6) / load.requests,
      databaseCpu: (cpuBetween(databaseBefore, databaseAfter) * 1e6) / load.requests,
    };
  } finally {
    system.freeze();
  }
}
