const FIRST_MS = 500;
const MOST_MS = 15_000;
/** A connection that held for so long was a good one: the next failure is the first again. */
const GOOD_MS = 15_000;

/** How long to wait before connecting again. */
export interface BackOff {
  /** Counts one more failure, of a connection that held for so long, and says how long to wait. */
  readonly failed: (heldMs: number) => number;
}

/** The longest wait. */
export const LONGEST_WAIT_MS = MOST_MS;

/**
 * Waits between nothing and 0.5 s after the first failure, twice as long after each further one, up to
 * 15 s. Anything in between is as likely, so that those who lost one server do not come back together.
 * A server that accepts and hangs up at once is a failure too.
 */
export function backOff(random: () => number): BackOff {
  let failures = 0;
  return {
    failed(heldMs) {
      if (heldMs >= GOOD_MS) failures = 0;
      return random() * Math.min(FIRST_MS * 2 ** failures++, MOST_MS);
    },
  };
}
