import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '../../../server/src/platform/embedded-postgres.ts';
import { migrate } from '../../../server/src/platform/migrate.ts';
import { machine } from '../machine.ts';
import { killChildren, openChild } from '../open-child.ts';
import { writePart } from '../write-part.ts';
import { checkAnswers } from './check-answers.ts';
import { watchDatabase } from './database-watch.ts';
import { type Flags, readFlags } from './flags.ts';
import { findInputs } from './inputs.ts';
import type { LoadCalls } from './load-client.ts';
import { type Contestant, measureTurns, type Part } from './measure.ts';
import { type Measured, report } from './report.ts';
import { setStage } from './set-stage.ts';
import type { Stage } from './stage.ts';
import { openSystem, type SystemName } from './systems.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const PACKAGES = [
  'postgraphile',
  'graphql',
  'graphql-yoga',
  '@pothos/core',
  '@prisma/client',
  'pg',
];
const MANY = 16;
/** Of a turn with many connections, how long one with a single connection lasts. */
const SINGLE_SHARE = 0.5;
/** Whose hot customers are looked at: the rest only take time. */
const WITH_HOT: readonly SystemName[] = ['limit', 'rapport'];

async function measure(stage: Stage, flags: Flags): Promise<Measured> {
  const client = await openChild<LoadCalls>(new URL('load-client.ts', import.meta.url));
  const watch = await watchDatabase(stage.databaseUrl);
  const contestants: Contestant[] = [];
  for (const name of flags.systems) {
    tell(`starting ${name}`);
    const system = await openSystem(name, stage, flags.profile && resolve(flags.profile));
    const inputs = await findInputs(system, client, stage);
    system.freeze();
    contestants.push({ system, inputs });
  }
  for (const operation of flags.operations) {
    tell(`comparing the answers to ${operation}`);
    await checkAnswers(contestants, operation, client);
  }

  const { rounds, seconds } = flags;
  const turns = (part: Omit<Part, 'rounds'>, of = contestants) =>
    measureTurns(of, { ...part, rounds }, { client, watch });
  const lookedAt = contestants.filter(({ system }) => WITH_HOT.includes(system.name));
  const operations: Measured['operations'] = [];
  const hot: Measured['hot'] = [];
  for (const operation of flags.operations) {
    tell(operation);
    await watch.settle();
    const inputs: Part['inputs'] = ({ all }) => all[operation];
    const many = await turns({ operation, connections: MANY, seconds, isWarm: false, inputs });
    const single = await turns({
      operation,
      connections: 1,
      seconds: seconds * SINGLE_SHARE,
      isWarm: true,
      inputs,
    });
    operations.push({ operation, many, single });
    if (operation !== 'Q1' && operation !== 'Q2') continue;
    tell(`${operation} with the hottest customer`);
    const part = { operation, connections: MANY, seconds, isWarm: true } as const;
    hot.push({
      operation,
      calm: await turns({ ...part, inputs: ({ calm }) => calm[operation] }, lookedAt),
      withHot: await turns({ ...part, inputs: ({ hot: of }) => of[operation] }, lookedAt),
    });
  }

  const memory: Measured['memory'] = [];
  for (const { system } of contestants) {
    system.thaw();
    const { server, name } = system;
    const resident = await server.call('residentBytes');
    memory.push({ name, resident, heap: await server.call('heapBytes') });
    await server.stop();
  }
  await watch.close();
  await client.stop();
  return { operations, hot, memory };
}

function tell(step: string): void {
  console.error(`… ${step}`);
}

function dataFolder(data: string | null): string {
  if (data === null) return mkdtempSync(join(tmpdir(), 'rapport-bench-'));
  mkdirSync(data, { recursive: true });
  return resolve(data);
}

async function run(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  const start = performance.now();
  const about = machine('bench:reads', PACKAGES);
  const dataDir = dataFolder(flags.data);
  // When the run is root's, PostgreSQL is another user's and has to pass this folder.
  chmodSync(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, onProgress: tell });
  try {
    await migrate(postgres.url);
    const stage = await setStage(postgres.url, flags, tell);
    const measured = await measure(stage, flags);
    const seconds = (performance.now() - start) / 1000;
    const text = report({ about, ...flags, ...measured, seconds });
    console.log(text);
    if (flags.out !== null) writePart(resolve(REPOSITORY, flags.out), text);
  } finally {
    killChildren();
    await postgres.stop();
    if (flags.data === null) rmSync(dataDir, { recursive: true, force: true });
  }
}

// The processes get an interrupt as well, but for those that are frozen; what they leave behind is cleared away before this one ends.
for (const ending of ['SIGINT', 'SIGTERM', 'exit']) process.once(ending, killChildren);
await run();
