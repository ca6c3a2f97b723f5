const PREFIX = 'rapport-last-looked:';

/** When this browser last showed that customer; null if never, or where storage is forbidden. */
export function readLastLooked(customerId: string): string | null {
  try {
    return localStorage.getItem(PREFIX + customerId);
  } catch {
    return null;
  }
}

/** Remembers that this browser shows that customer now. */
export function rememberLook(customerId: string, at: Date): void {
  try {
    localStorage.setItem(PREFIX + customerId, at.toISOString());
  } catch {
    // Without storage there is no line; nothing else depends on it.
  }
}
