const listeners = new Set<() => void>();
let isChanged = false;

function set(next: boolean): void {
  if (isChanged === next) return;
  isChanged = next;
  for (const listener of listeners) listener();
}

/** Notes that what the viewer may see has changed, as every feed of the page tells by itself. */
export const noteAccessChange = (): void => set(true);

/** Forgets it: the viewer has read of it, or is another one. */
export const forgetAccessChange = (): void => set(false);

/** Whether it has changed, and nobody has read of it. */
export const isAccessChanged = (): boolean => isChanged;

/** Calls the listener after each change of that; the answer ends it. */
export function onAccessChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
