import type { LoggedEvent } from '../../live/logged-event.ts';
import { type FeedChecks, verdict } from './feed-filter.ts';

/** One check with its outcome. */
export interface CheckOutcome {
  /** What was asked, as a sentence that is true where it passed. */
  readonly asks: string;
  readonly isPassed: boolean;
  /** The same of the record as it was before the event. Null: it is not asked of that. */
  readonly isPassedBefore: boolean | null;
}

/** Why an event is told to a subscriber, or is not. */
export interface Explanation {
  readonly verdict: 'CHANGE' | 'LEAVE' | 'NOT_TOLD';
  readonly reason: string;
  readonly checks: readonly CheckOutcome[];
}

/** Tells what came of each check that the feed makes, and what the feed makes of them all: with its own functions, so that the two cannot differ. */
export function explainEvent(checks: FeedChecks, event: LoggedEvent): Explanation {
  const hasBefore = event.before !== null && !event.isGone;
  const outcomes: CheckOutcome[] = [
    ...checks.ofEvent.map((check) => ({
      asks: check.asks,
      isPassed: check.passes(event),
      isPassedBefore: null,
    })),
    ...checks.ofView.map((check) => ({
      asks: check.asks,
      isPassed: check.passes(event, 'after'),
      isPassedBefore: hasBefore ? check.passes(event, 'before') : null,
    })),
  ];
  const kind = verdict(checks, event) ?? 'NOT_TOLD';
  return { verdict: kind, reason: reasonOf(kind, event, outcomes), checks: outcomes };
}

/** An event that is not told whatever its record is, because this is not so. */
export function notTold(asks: string): Explanation {
  return {
    verdict: 'NOT_TOLD',
    reason: failing(asks),
    checks: [{ asks, isPassed: false, isPassedBefore: null }],
  };
}

function reasonOf(
  kind: Explanation['verdict'],
  event: LoggedEvent,
  outcomes: readonly CheckOutcome[],
): string {
  if (kind !== 'NOT_TOLD' && !hasPassed(kind, outcomes)) {
    return kind === 'LEAVE'
      ? 'Told as leaving, whatever else the filter says: the customer left the user’s scope, and what belongs to it with it.'
      : 'Told as a change, whatever else the filter says: the customer came into the user’s scope, and what belongs to it with it.';
  }
  if (kind === 'CHANGE') return 'Told as a change: every check passed.';
  if (kind === 'LEAVE') {
    return event.isGone
      ? 'Told as leaving: it was in view, and is gone.'
      : 'Told as leaving: it was in view before the event, and is not after it.';
  }
  const failed = outcomes.find(({ isPassed }) => !isPassed);
  return failed ? failing(failed.asks) : 'Not told.';
}

/** Whether the checks of the feed let it through; else it is a customer that crosses the user's scope. */
function hasPassed(kind: 'CHANGE' | 'LEAVE', outcomes: readonly CheckOutcome[]): boolean {
  return (
    outcomes.every(({ isPassed }) => isPassed) ||
    (kind === 'LEAVE' && outcomes.every((one) => one.isPassedBefore ?? one.isPassed))
  );
}

function failing(asks: string): string {
  return `Not told, because this is not so: ${asks}`;
}
