import { useState } from 'react';

interface HeldBack<Item> {
  readonly shown: readonly Item[];
  readonly heldCount: number;
  /** Shows what was held back. */
  readonly release: () => void;
}

/**
 * Holds new items back while `isHolding`, so that nothing moves under the reader's eyes. Only what arrives
 * above what is shown is held; older items read at the end are not.
 */
export function useHeldBack<Item extends { id: string }>(
  items: readonly Item[],
  isHolding: boolean,
): HeldBack<Item> {
  const [frozen, setFrozen] = useState<ReadonlySet<string> | null>(null);

  if (isHolding && frozen === null) setFrozen(new Set(items.map(({ id }) => id)));
  if (!isHolding && frozen !== null) setFrozen(null);

  const shown = frozen === null ? items : withoutNew(items, frozen);
  return {
    shown,
    heldCount: items.length - shown.length,
    release: () => setFrozen(new Set(items.map(({ id }) => id))),
  };
}

/** Leaves out what is not in `known` and stands above the last known item. */
export function withoutNew<Item extends { id: string }>(
  items: readonly Item[],
  known: ReadonlySet<string>,
): readonly Item[] {
  const lastKnown = items.findLastIndex(({ id }) => known.has(id));
  return items.filter(({ id }, index) => index > lastKnown || known.has(id));
}
