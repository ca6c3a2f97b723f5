const FALLBACK = 'en-GB';

/** The locale for dates and numbers: the reader's own kind of English, so that words and dates agree. */
export function displayLocale(): string {
  const preferred = globalThis.navigator?.language ?? FALLBACK;
  return preferred.startsWith('en') ? preferred : FALLBACK;
}
