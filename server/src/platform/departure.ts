/** Whether somebody who waits for something has gone. */
export interface Departure {
  readonly isGone: boolean;
  /** Calls when somebody goes, once. Returns how to forget it. Not called for somebody who has gone already. */
  whenGone(run: () => void): () => void;
}

/** One that is told. Most requests end before anybody asks: it costs far less than an AbortController. */
export class Leaving implements Departure {
  isGone = false;
  private listeners: Set<() => void> | null = null;

  whenGone(run: () => void): () => void {
    const listeners = (this.listeners ??= new Set());
    listeners.add(run);
    return () => listeners.delete(run);
  }

  /** Tells everybody. Once more means nothing. */
  leave(): void {
    if (this.isGone) return;
    this.isGone = true;
    for (const run of this.listeners ?? []) run();
    this.listeners = null;
  }
}

const known = new WeakMap<AbortSignal, Departure>();

/** The same of a signal. One listener for all of it: Node warns of many. */
export function departureOf(signal: AbortSignal): Departure {
  let departure = known.get(signal);
  if (!departure) {
    const leaving = new Leaving();
    if (signal.aborted) leaving.leave();
    else signal.addEventListener('abort', () => leaving.leave(), { once: true });
    known.set(signal, leaving);
    departure = leaving;
  }
  return departure;
}

/** The signal that aborts when somebody goes. */
export function signalOf(departure: Departure): AbortSignal {
  const controller = new AbortController();
  if (departure.isGone) controller.abort();
  else departure.whenGone(() => controller.abort());
  return controller.signal;
}
