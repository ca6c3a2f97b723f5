import type { Writable } from 'node:stream';

/** How long a connection may take nothing, unless said otherwise. */
const BLOCKED_MS = 30_000;

/**
 * Whether one connection takes what it is given. The stream's own high-water mark decides; whoever
 * has something to send waits here until what was written is on its way.
 */
export class Pressure {
  readonly #stream: Writable;
  readonly #owner: { blocked(): unknown };
  readonly #blockedMs: number;
  #waiting: ((hasRoom: boolean) => void)[] | null = null;

  /** The owner is told when somebody has waited for `blockedMs`. */
  constructor(stream: Writable, owner: { blocked(): unknown }, blockedMs = BLOCKED_MS) {
    this.#stream = stream;
    this.#owner = owner;
    this.#blockedMs = blockedMs;
  }

  get hasRoom(): boolean {
    return !this.#stream.writableNeedDrain;
  }

  /** Resolves once there is room. False: the connection is gone. */
  room(): Promise<boolean> {
    if (this.#stream.destroyed) return Promise.resolve(false);
    if (this.hasRoom) return Promise.resolve(true);
    return new Promise((resolve) => {
      if (this.#waiting) this.#waiting.push(resolve);
      else this.#wait((this.#waiting = [resolve]));
    });
  }

  #wait(waiting: readonly ((hasRoom: boolean) => void)[]): void {
    const stream = this.#stream;
    const timer = setTimeout(() => void this.#owner.blocked(), this.#blockedMs);
    const release = () => {
      clearTimeout(timer);
      stream.off('drain', release);
      stream.off('close', release);
      this.#waiting = null;
      for (const resolve of waiting) resolve(!stream.destroyed);
    };
    stream.once('drain', release);
    stream.once('close', release);
  }
}
