const KEY_BYTES = 16;

/** A key nobody else will have, for idempotency. `crypto.randomUUID` is missing where a page has no TLS. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
