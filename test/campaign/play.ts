import fc from 'fast-check';
import { judge } from './judge.ts';
import { playRound } from './play-round.ts';
import { type Schedule, schedules } from './schedule.ts';
import type { Theatre } from './stage.ts';

/** What came of one round. */
export interface Outcome {
  readonly seed: number;
  /** Empty: everything promised was kept. */
  readonly violations: readonly string[];
  readonly schedule: Schedule;
  readonly events: number;
  readonly hasRedis: boolean;
}

const MOST_SHOWN = 20;

/** Plays the round that the seed stands for; with `isShrinking`, ever smaller ones while they fail. */
export async function play(
  theatre: Theatre,
  seed: number,
  options: { readonly isShrinking?: boolean } = {},
): Promise<Outcome> {
  const { hasRedis } = theatre.cluster;
  let outcome: Outcome | undefined;
  const round = fc.asyncProperty(schedules(hasRedis), async (planned) => {
    const record = await playRound(theatre, planned);
    const violations = judge(record);
    const events = record.log.length;
    if (outcome === undefined || violations.length > 0)
      outcome = { seed, violations, schedule: planned, events, hasRedis };
    return violations.length === 0;
  });
  const details = await fc.check(round, {
    seed,
    numRuns: 1,
    endOnFailure: !options.isShrinking,
  });
  const cause = details.errorInstance;
  if (cause && !outcome?.violations.length) {
    throw new Error(`The round of seed ${seed} could not be played to its end`, { cause });
  }
  return outcome!;
}

/** Says what was broken, and how to play it again. */
export function report({ seed, violations, schedule, hasRedis }: Outcome): string {
  const more = violations.length - MOST_SHOWN;
  return [
    `The round of seed ${seed} broke a promise:`,
    ...violations.slice(0, MOST_SHOWN).map((violation) => `  - ${violation}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    `Play it again: npm run campaign -- --rounds 1 --seed ${seed}${hasRedis ? ' --redis' : ''} [--shrink]`,
    `Schedule: ${JSON.stringify(schedule)}`,
  ].join('\n');
}
