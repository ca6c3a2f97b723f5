import { randomFillSync } from 'node:crypto';

/** Anything a command makes or changes. `id` is a UUID in canonical lower case. */
export interface Identified {
  readonly id: string;
}

/**
 * Makes a UUID of version 7: 48 bits of time in milliseconds, then 74 random bits. Ids made later
 * sort later to the millisecond, which keeps index pages warm; they are not a sequence.
 *
 * @see RFC 9562, section 5.7
 */
export function newId(now: number = Date.now()): string {
  const bytes = randomFillSync(Buffer.allocUnsafe(16));
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in canonical lower case, which is the only form the database sees. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
