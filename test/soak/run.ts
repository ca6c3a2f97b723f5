// Many subscribers under a steady stream of writes, for long: `npm run soak -- --minutes 10 --subscribers 500 --rate 100 --nodes 2`.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { markdownTable } from '../bench/markdown-table.ts';
import { killChildren, openChild } from '../bench/open-child.ts';
import { setStage } from '../bench/feed/set-stage.ts';
import { startOwnPostgres } from '../support/own-postgres.ts';
import { readProcessMetrics } from '../support/process-metrics.ts';
import { killRapports, startRapport } from '../support/rapport-process.ts';
import type { AudienceCalls, Figures } from './audience.ts';
import { openHeapProbe } from './heap.ts';
import { openPace } from './pace.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    subscribers: { type: 'string', default: '500' },
    /** Writes per second. */
    rate: { type: 'string', default: '100' },
    nodes: { type: 'string', default: '1' },
    /** Seconds between two rows of the table. */
    every: { type: 'string', default: '30' },
  },
});
const [minutes, subscribers, rate, nodes, every] = (
  ['minutes', 'subscribers', 'rate', 'nodes', 'every'] as const
).map((name) => Number(values[name])) as [number, number, number, number, number];
/** After the last write, until it must have arrived. */
const SETTLE_MS = 3_000;
const MB = 2 ** 20;

const quit = () => {
  killChildren();
  void killRapports();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    quit();
    process.exit(1);
  });
}

let exitCode = 1;
const postgres = await startOwnPostgres();
try {
  exitCode = await soak();
} finally {
  quit();
  await postgres.stop();
}
process.exit(exitCode);

async function soak(): Promise<number> {
  const stage = await setStage(postgres.url, subscribers);
  const settings = {
    DATABASE_URL: postgres.url,
    SESSION_SECRET: 'a secret of the soak, long enough',
    NODE_OPTIONS: '--inspect=127.0.0.1:0',
  };
  const servers = await Promise.all(
    Array.from({ length: nodes }, () => startRapport(settings, 'serve')),
  );
  const probes = await Promise.all(servers.map(({ lines }) => openHeapProbe(lines)));
  const urls = servers.map(({ url }) => url.replace('localhost', '127.0.0.1'));
  const audience = await openChild<AudienceCalls>(new URL('audience.ts', import.meta.url));
  const sockets = urls.map((url) => `${url.replace('http', 'ws')}/graphql`);
  await audience.call('open', { urls: sockets, tokens: stage.tokens, subscribers });
  const pace = openPace(urls, stage, rate);
  const held = () => Promise.all(probes.map((probe) => probe.heldBytes()));

  const rows: string[][] = [];
  const heaps: number[][] = [];
  let lost = 0;
  let figures: Figures | undefined;
  for (let second = 0; second < minutes * 60; second += every) {
    const sent = await pace.write(Math.min(every, minutes * 60 - second));
    await pause(SETTLE_MS);
    figures = await audience.call('reckon', sent);
    lost += figures.lost;
    heaps.push(await held());
    const resident = await Promise.all(urls.map(readProcessMetrics));
    const { p50, p95, p99 } = figures.sinceAcknowledged;
    const megabytes = (all: readonly number[]) => all.map((b) => (b / MB).toFixed(1)).join(' ');
    rows.push([
      `${second + every} s`,
      String(figures.told),
      `${lost} / ${figures.doubled} / ${pace.failed}`,
      [p50, p95, p99].map((ms) => ms.toFixed(1)).join(' / '),
      Object.values(figures.sinceAsked)
        .map((ms) => ms.toFixed(1))
        .join(' / '),
      megabytes(heaps.at(-1)!),
      megabytes(resident.map(({ residentBytes }) => residentBytes)),
    ]);
    console.log(rows.at(-1)!.join(' | '));
  }
  const head = [
    'after',
    'deliveries',
    'lost / doubled / refused',
    'acknowledged → client, p50 / p95 / p99 ms',
    'asked → client',
    'heap after collection, MB',
    'resident, MB',
  ];
  console.log(`\n${subscribers} subscribers, ${rate} writes a second, ${nodes} nodes\n`);
  console.log(markdownTable(head, rows));
  const slopes = servers.map(
    (_, node) => slope(heaps.map((all) => all[node]! / MB)) * (60 / every),
  );
  console.log(
    `\nHeap after collection: ${slopes.map((one) => one.toFixed(2)).join(', ')} MB a minute.`,
  );
  audience.call('close').catch(() => undefined);
  probes.forEach((probe) => probe.close());
  return lost === 0 && figures!.doubled === 0 ? 0 : 1;
}

/** How much the values rise per step, by least squares; the first half, in which caches fill, is left out. */
function slope(all: readonly number[]): number {
  const late = all.slice(Math.floor(all.length / 2));
  const middle = (late.length - 1) / 2;
  const mean = late.reduce((sum, value) => sum + value, 0) / late.length;
  const above = late.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  const square = late.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return square === 0 ? 0 : above / square;
}
