import type { KeyingConfig } from '@urql/exchange-graphcache';
import { possibleTypes } from './generated/schema-shape.ts';

/** The same node stands in many lists, with nothing of its own: its edge is known by its node. */
const byNode = (edge: Record<string, unknown>): string | null => {
  const node = edge['node'];
  return node && typeof node === 'object' && 'id' in node ? String(node.id) : null;
};

/** How Graphcache knows the objects that have no `id` and are no part of the one they stand in: the edges of lists. */
export const keys: KeyingConfig = Object.fromEntries(
  possibleTypes.Node.map((name) => [`${name}Edge`, byNode]),
);
