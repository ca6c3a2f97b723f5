import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare, makeWorlds, type World } from '../support/reads/differential.ts';
import { bootTwins, type Twins } from '../support/reads/twins.ts';

/** A long run: `READS_CASES=100000 READS_SEED=7`. A failure names its seed. */
const CASES = Number(process.env['READS_CASES'] ?? 2_400);
const SEED = Number(process.env['READS_SEED'] ?? 20_261);
const AT_ONCE = 6;
/** Of the documents so many compile at least, so that the test is not about nothing. */
const SHARE = 0.4;
const SIZES = [
  { organizations: 14, customers: 45, interactions: 160 },
  { organizations: 3, customers: 8, interactions: 20 },
];
/** So that all of it can be slow. */
const TIMEOUT_MS = 60_000 + CASES * 200;

let twins: Twins;
let worlds: World[];

beforeAll(async () => {
  twins = await bootTwins();
  worlds = await makeWorlds(twins, SEED, SIZES);
});
afterAll(() => twins.stop());

test(
  `a compiled read answers with the same bytes as an ordinary one (seed ${SEED})`,
  { timeout: TIMEOUT_MS },
  async () => {
    const tally = await compare(twins, worlds, { cases: CASES, atOnce: AT_ONCE });

    expect(tally.cases).toBe(CASES);
    const failed = [...tally.reasons.keys()].filter((why) => why.includes('failed (42'));
    expect(failed).toEqual([]);
    const { compiled = 0, 'partly compiled': partly = 0 } = Object.fromEntries(tally.paths);
    const isEnough = compiled + partly > CASES * SHARE;
    expect(isEnough, JSON.stringify([...tally.paths, ...tally.reasons])).toBe(true);
  },
);
