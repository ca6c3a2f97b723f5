import { randomUUID } from 'node:crypto';

/** In one piece: as `randomUUID` makes it, it is a chain of fourteen, and every open subscription keeps one. */
export function newRequestId(): string {
  return Buffer.from(randomUUID()).toString('latin1');
}
