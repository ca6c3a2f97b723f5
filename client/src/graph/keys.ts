import type { KeyingConfig } from '@urql/exchange-graphcache';

const embedded = () => null;

/** The same node stands in many lists, with nothing of its own: its edge is known by its node. */
const byNode = (edge: Record<string, unknown>): string | null => {
  const node = edge['node'];
  return node && typeof node === 'object' && 'id' in node ? String(node.id) : null;
};

/** How Graphcache knows an object that has no `id`. */
export const keys: KeyingConfig = {
  CustomerConnection: embedded,
  CustomerEdge: byNode,
  FeedEvent: embedded,
  FeedGap: embedded,
  FeedHeartbeat: embedded,
  InteractionConnection: embedded,
  InteractionEdge: byNode,
  OrganizationConnection: embedded,
  OrganizationEdge: byNode,
  PageInfo: embedded,
  Session: embedded,
  UserConnection: embedded,
  UserEdge: byNode,
  Viewer: embedded,
};
