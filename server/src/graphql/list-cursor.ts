import { createHash } from 'node:crypto';
import type { Sealer } from '../platform/secrets.ts';
import type { ListDefinition, Order } from './list-definition.ts';
import { Refusal } from './refusal.ts';

/** Where a row stands in a list: the values of its order keys as PostgreSQL writes them, and its key. */
export type ListPosition = readonly string[];

// A cursor carries only a digest of what it is valid for: enough to tell lists apart, and short.
function head(workspaceId: string, list: ListDefinition, order: readonly Order[]): string {
  const scope = [workspaceId, list.type, ...order.map((o) => `${o.field} ${o.direction}`)];
  return createHash('sha256').update(scope.join('\n')).digest('base64').slice(0, 12);
}

/** Makes the cursors of rows, valid for this workspace, this type and this order only. */
export function listCursorWriter(
  seal: Sealer,
  workspaceId: string,
  list: ListDefinition,
  order: readonly Order[],
): (position: ListPosition) => string {
  const scope = head(workspaceId, list, order);
  return (position) => seal.seal(Buffer.from(JSON.stringify([scope, ...position])));
}

/** Reads it back. @throws {Refusal} INVALID_CURSOR: not one of ours, changed, or of another list or workspace */
export function readListCursor(
  seal: Sealer,
  workspaceId: string,
  list: ListDefinition,
  order: readonly Order[],
  cursor: string,
): ListPosition {
  const plain = cursor.length > 2000 ? null : seal.open(cursor);
  const [found, ...position] = plain ? (JSON.parse(plain.toString()) as string[]) : [];
  if (found !== head(workspaceId, list, order)) {
    throw new Refusal(
      'INVALID_CURSOR',
      'This cursor is not of this list in this order. Start again without it.',
    );
  }
  return position;
}
