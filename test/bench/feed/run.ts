import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '../../../server/src/platform/embedded-postgres.ts';
import { migrate } from '../../../server/src/platform/migrate.ts';
import { openContestants } from './contestants.ts';
import { type FanOutCase, type FanOutResult, measureFanOut } from './fan-out.ts';
import { type Flags, readFlags } from './flags.ts';
import { measureLatency, type LatencyResult } from './latency.ts';
import { machine } from '../machine.ts';
import { killChildren } from '../open-child.ts';
import { writePart } from '../write-part.ts';
import { report } from './report.ts';
import { setStage } from './set-stage.ts';
import type { Stage } from './stage.ts';
import { measureWrites } from './writes.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const PACKAGES = ['ws', 'graphql', 'graphql-ws', 'graphql-yoga', '@prisma/client', 'pg'];
const IN_FLIGHT = 32;
const LATENCIES = [
  { subscribers: 20, writesPerSecond: 200 },
  { subscribers: 1_000, writesPerSecond: 20 },
];

function casesOf({ parts, subscribers }: Flags): FanOutCase[] {
  const shared = subscribers.map((count) => ({
    part: 'shared',
    title: `${count} subscribers, one shape`,
    subscribers: count,
    shapes: 1,
    inFlight: 1,
  }));
  const size = Math.min(1_000, Math.max(...subscribers));
  const shapes = Math.ceil(size / 5);
  const others = [
    { part: 'shapes', title: `${size} subscribers, ${shapes} shapes`, shapes, inFlight: 1 },
    {
      part: 'bursts',
      title: `${size} subscribers, one shape, ${IN_FLIGHT} events in flight`,
      shapes: 1,
      inFlight: IN_FLIGHT,
    },
  ].map((other) => ({ ...other, subscribers: size }));
  return [...shared, ...others].filter(({ part }) => parts.some((wanted) => wanted === part));
}

async function measure(stage: Stage, flags: Flags) {
  const writes = flags.parts.includes('writes')
    ? await measureWrites(stage, 2 * flags.rounds - 1)
    : [];
  const cases = casesOf(flags);
  const fanOuts: FanOutResult[] = [];
  const latencies: LatencyResult[] = [];
  if (cases.length === 0 && !flags.parts.includes('latency')) return { writes, fanOuts, latencies };

  const contestants = await openContestants(stage);
  const { bare, frames, recipe, rapport, oneNode } = contestants;
  for (const fanOut of cases) {
    tell(fanOut.title);
    const against = fanOut.inFlight === 1 ? [bare, recipe] : [bare, frames, recipe];
    fanOuts.push(await measureFanOut(fanOut, [...against, rapport], flags));
  }
  for (const latency of flags.parts.includes('latency') ? LATENCIES : []) {
    for (const contestant of [bare, recipe, oneNode]) {
      tell(`latency of ${contestant.name} with ${latency.subscribers}`);
      latencies.push(await measureLatency(latency, contestant));
    }
  }
  await contestants.stop();
  return { writes, fanOuts, latencies };
}

function tell(step: string): void {
  console.error(`… ${step}`);
}

async function run(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  const start = performance.now();
  const about = machine('bench:feed', PACKAGES);
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
  // When the run is root's, PostgreSQL is another user's and has to pass this folder.
  chmodSync(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, onProgress: tell });
  try {
    await migrate(postgres.url);
    const stage = await setStage(postgres.url, Math.max(1_000, ...flags.subscribers));
    const results = await measure(stage, flags);
    const text = report({ about, ...results, seconds: (performance.now() - start) / 1000 });
    console.log(text);
    if (flags.out !== null) writePart(resolve(REPOSITORY, flags.out), text);
  } finally {
    killChildren();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

// The processes get an interrupt as well; what they leave behind is cleared away before this one ends.
process.once('SIGINT', killChildren);
await run();
