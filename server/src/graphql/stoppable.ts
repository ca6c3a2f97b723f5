import type { Context } from './context.ts';

/**
 * A stream that ends at once when its reader returns it, also while it waits: a plain generator would
 * notice only at its next item. `open` is given what aborts then, or when the operation is over.
 */
export function stoppable<Item>(
  ctx: Context,
  open: (signal: AbortSignal) => AsyncGenerator<Item, void, undefined>,
): AsyncIterableIterator<Item> {
  const stop = new AbortController();
  const { signal } = ctx.asking;
  const items = open(signal ? AbortSignal.any([stop.signal, signal]) : stop.signal);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => items.next(),
    async return() {
      stop.abort();
      await items.return(undefined);
      return { done: true, value: undefined };
    },
  };
}
