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
  return new Meter(messagesPerSecond, now);
}

const REFUSALS_PER_SERVED = 10;

/** There is one for every socket, so it holds little. */
class Meter implements MessageMeter {
  readonly #messages: Bucket;
  readonly #pings: Bucket;

  constructor(messagesPerSecond: number, now: () => number) {
    this.#messages = new Bucket(messagesPerSecond, now);
    this.#pings = new Bucket(PINGS_PER_SECOND, now);
  }

  message(): MessageVerdict {
    return this.#messages.take();
  }

  ping(): MessageVerdict {
    return this.#pings.take();
  }
}

class Bucket {
  readonly #perSecond: number;
  readonly #now: () => number;
  #left: number;
  #refused = 0;
  #lastAt: number;

  constructor(perSecond: number, now: () => number) {
    this.#perSecond = perSecond;
    this.#now = now;
    this.#left = perSecond * BURST_SECONDS;
    this.#lastAt = now();
  }

  take(): MessageVerdict {
    const burst = this.#perSecond * BURST_SECONDS;
    const at = this.#now();
    this.#left = Math.min(burst, this.#left + ((at - this.#lastAt) / 1000) * this.#perSecond);
    this.#lastAt = at;
    if (this.#left === burst) this.#refused = 0;
    if (this.#left >= 1) {
      this.#left--;
      return 'serve';
    }
    return ++this.#refused > burst * REFUSALS_PER_SERVED ? 'close' : 'refuse';
  }
}
