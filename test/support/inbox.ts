/** What has arrived so far, in order, and a way to wait for more. */
export interface Inbox<T> {
  readonly all: readonly T[];
  push(item: T): void;
  /** Resolves once the condition holds. @throws {Error} it does not hold in time; says what was awaited */
  until(awaited: string, holds: (all: readonly T[]) => boolean, limitMs?: number): Promise<void>;
}

const LIMIT_MS = 15_000;

export function openInbox<T>(): Inbox<T> {
  const all: T[] = [];
  const checks = new Set<() => void>();
  return {
    all,
    push(item) {
      all.push(item);
      for (const check of checks) check();
    },
    until(awaited, holds, limitMs = LIMIT_MS) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          checks.delete(check);
          const last = JSON.stringify(all.at(-1));
          reject(
            new Error(`Not in ${limitMs} ms: ${awaited}. ${all.length} arrived, last ${last}`),
          );
        }, limitMs);
        const check = () => {
          if (!holds(all)) return;
          clearTimeout(timer);
          checks.delete(check);
          resolve();
        };
        checks.add(check);
        check();
      });
    },
  };
}
