/** What becomes of one message: it is served, refused unread, or the sender has gone on for too long. */
export type MessageVerdict = 'serve' | 'refuse' | 'close';

/** Judges how much one socket sends. */
export interface MessageMeter {
  /** Counts a message. */
  message(): MessageVerdict;
  /** Counts a ping, whose sender means nothing by it but that it is there. */
  ping(): MessageVerdict;
}

/** What may come at once, in seconds' worth. */
const BURST_SECONDS = 10;
const PINGS_PER_SECOND = 10;

/**
 * Starts counting. What goes beyond a burst is refused, which costs next to nothing; whoever sends
 * as much again ten times over without a pause is sent away.
 */
export function messageMeter(
  messagesPerSecond: number,
  now: () => number = Date.now,
): MessageMeter {
  return {
    message: bucket(messagesPerSecond, now),
    ping: bucket(PINGS_PER_SECOND, now),
  };
}

const REFUSALS_PER_SERVED = 10;

function bucket(perSecond: number, now: () => number): () => MessageVerdict {
  const burst = perSecond * BURST_SECONDS;
  let left = burst;
  let refused = 0;
  let lastAt = now();
  return () => {
    const at = now();
    left = Math.min(burst, left + ((at - lastAt) / 1000) * perSecond);
    lastAt = at;
    if (left === burst) refused = 0;
    if (left >= 1) {
      left--;
      return 'serve';
    }
    return ++refused > burst * REFUSALS_PER_SERVED ? 'close' : 'refuse';
  };
}
