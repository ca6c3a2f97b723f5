import type { Writable } from 'node:stream';

/** How long a connection may take nothing. */
export const BLOCKED_MS = 30_000;

/**
 * Whether one connection takes what it is given. The stream's own high-water mark decides; whoever
 * has something to send waits here until what was written is on its way.
 */
export class Pressure {
  readonly #stream: Writable;
  readonly #onBlocked: () => void;
  #waiting: ((hasRoom: boolean) => void)[] | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** `onBlocked` is called when somebody has waited for `BLOCKED_MS`. */
  constructor(stream: Writable, onBlocked: () => void) {
    this.#stream = stream;
    this.#onBlocked = onBlocked;
  }

  get hasRoom(): boolean {
    return !this.#stream.writableNeedDrain;
  }

  /** Resolves once there is room. False: the connection is gone. */
  room(): Promise<boolean> {
    if (this.#stream.destroyed) return Promise.resolve(false);
    if (this.hasRoom) return Promise.resolve(true);
    if (!this.#waiting) {
      this.#waiting = [];
      this.#timer = setTimeout(this.#onBlocked, BLOCKED_MS);
      this.#stream.once('drain', this.#release);
      this.#stream.once('close', this.#release);
    }
    return new Promise((resolve) => this.#waiting!.push(resolve));
  }

  readonly #release = () => {
    clearTimeout(this.#timer);
    this.#stream.off('drain', this.#release);
    this.#stream.off('close', this.#release);
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const resolve of waiting) resolve(!this.#stream.destroyed);
  };
}
