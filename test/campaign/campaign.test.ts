import { afterAll, beforeAll, expect, test } from 'vitest';
import { killRapports } from '../support/rapport-process.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { play, report } from './play.ts';
import { NODES } from './schedule.ts';
import { openTheatre, type Theatre } from './stage.ts';

const ROUNDS = 12;
const LIMIT_MS = 600_000;

let cluster: Cluster;
let theatre: Theatre;

beforeAll(async () => {
  cluster = await openCluster(NODES);
  theatre = await openTheatre(cluster);
});
afterAll(async () => {
  await theatre.opened.close();
  await cluster.close();
  await killRapports();
});

test(
  `in ${ROUNDS} rounds of random faults every change is told to everybody once, and in order`,
  { timeout: LIMIT_MS },
  async () => {
    const first = Math.floor(Math.random() * 1e9);
    for (let round = 0; round < ROUNDS; round++) {
      const outcome = await play(theatre, first + round);
      expect(outcome.violations, report(outcome)).toEqual([]);
    }
  },
);
