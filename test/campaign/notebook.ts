import type { Attempt } from './record.ts';

/** Where all writers of a round note what they try, by one clock that only counts. */
export interface Notebook {
  readonly attempts: readonly Attempt[];
  begin(step: string, mark: string): { end(outcome: 'acknowledged' | 'refused'): void };
}

export function openNotebook(): Notebook {
  const attempts: Attempt[] = [];
  let clock = 0;
  return {
    attempts,
    begin(step, mark) {
      const attempt: Attempt = {
        mark,
        step,
        beganAt: ++clock,
        endedAt: null,
        outcome: 'unknown',
      };
      attempts.push(attempt);
      return {
        end(outcome) {
          attempt.outcome = outcome;
          if (outcome === 'acknowledged') attempt.endedAt = ++clock;
        },
      };
    },
  };
}
