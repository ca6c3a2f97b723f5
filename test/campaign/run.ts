// Plays many rounds of the fault campaign: `npm run campaign -- --rounds 300 --seed 1`.
import { parseArgs } from 'node:util';
import { killRapports } from '../support/rapport-process.ts';
import { openCluster } from './cluster.ts';
import { play, report } from './play.ts';
import { NODES } from './schedule.ts';
import { openTheatre } from './stage.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    /** That of the first round; each further one has the next. */
    seed: { type: 'string' },
    nodes: { type: 'string', default: String(NODES) },
    /** Lets the nodes use a Redis, which is disturbed too. */
    redis: { type: 'boolean', default: false },
    shrink: { type: 'boolean', default: false },
    /** Goes on after a round that broke a promise. */
    'keep-going': { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const first = Number(values.seed ?? Math.floor(Math.random() * 1e9));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void killRapports();
    process.exit(1);
  });
}

const cluster = await openCluster(Number(values.nodes), { hasRedis: values.redis });
const theatre = await openTheatre(cluster);
let events = 0;
let failed = 0;
const startedAt = performance.now();
try {
  for (let round = 0; round < rounds; round++) {
    const outcome = await play(theatre, first + round, {
      isShrinking: values.shrink,
    });
    events += outcome.events;
    const faults = outcome.schedule.faults.map(({ fault }) => fault).join(', ');
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(
      `${seconds} s: round ${round + 1}, seed ${outcome.seed}, ${outcome.events} events, ${faults}`,
    );
    if (outcome.violations.length === 0) continue;
    failed++;
    console.error(report(outcome));
    if (!values['keep-going']) break;
  }
} catch (error) {
  failed++;
  for (const { name, lines } of cluster.nodes) console.error(name, lines.slice(-20).join('\n'));
  console.error(error);
} finally {
  await killRapports();
  await theatre.opened.close();
  await cluster.close().catch(() => undefined);
}
console.log(`${events} events, ${failed} rounds that broke a promise; first seed ${first}.`);
process.exit(failed === 0 ? 0 : 1);
