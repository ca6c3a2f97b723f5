import type { KeyingConfig } from '@urql/exchange-graphcache';
import { typesWithoutId } from './generated/schema-shape.ts';

const embedded = () => null;

/** The same node stands in many lists, with nothing of its own: its edge is known by its node. */
const byNode = (edge: Record<string, unknown>): string | null => {
  const node = edge['node'];
  return node && typeof node === 'object' && 'id' in node ? String(node.id) : null;
};

/** How Graphcache knows an object that has no `id`: as a part of the one it stands in. */
export const keys: KeyingConfig = Object.fromEntries(
  typesWithoutId.map((name) => [name, name.endsWith('Edge') ? byNode : embedded]),
);
