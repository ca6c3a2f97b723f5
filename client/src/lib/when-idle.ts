const LATEST_MS = 3_000;
/** Where the browser cannot say that it is idle. */
const LATER_MS = 1_000;

/** Resolves when the browser has nothing better to do, at the latest after 3 s: for what can come after the page. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') {
      requestIdleCallback(() => resolve(), { timeout: LATEST_MS });
    } else {
      setTimeout(resolve, LATER_MS);
    }
  });
}
