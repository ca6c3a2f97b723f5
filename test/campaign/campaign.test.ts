import { afterEach, expect, test } from 'vitest';
import { killRapports } from '../support/rapport-process.ts';
import { openCluster } from './cluster.ts';
import { play, report } from './play.ts';
import { NODES } from './schedule.ts';
import { openTheatre } from './stage.ts';

const ROUNDS = 6;
const LIMIT_MS = 600_000;

afterEach(killRapports);

test.each([
  { where: 'PostgreSQL alone', hasRedis: false },
  { where: 'PostgreSQL and Redis', hasRedis: true },
])(
  `on $where, in ${ROUNDS} rounds of random faults, every change is told to everybody once and in order`,
  { timeout: LIMIT_MS },
  async ({ hasRedis }) => {
    const cluster = await openCluster(NODES, { hasRedis });
    const theatre = await openTheatre(cluster);
    const first = Math.floor(Math.random() * 1e9);
    for (let round = 0; round < ROUNDS; round++) {
      const outcome = await play(theatre, first + round);
      expect(outcome.violations, report(outcome)).toEqual([]);
    }
    await theatre.opened.close();
    await cluster.close();
  },
);
