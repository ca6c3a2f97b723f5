const CHANNELS = ['EMAIL', 'CHAT', 'SMS', 'MEETING', 'WEB', 'SOCIAL', 'NOTE', 'ORDER', 'TICKET'];

const EVENT = `kind name occurredAt subject {
  __typename
  ... on Interaction {
    id channel direction subject occurredAt
    customer { id name }
    agent { id name }
  }
}`;

/** Rapport's document, and the recipe's for its smaller schema: they ask for the same. */
export const documents = {
  rapport: `subscription Feed($filter: InteractionFeedFilter) {
    feed: interactionFeed(filter: $filter) {
      __typename
      ... on FeedPosition { cursor previousCursor }
      ... on FeedEvent { ${EVENT} }
      ... on FeedGap { reason }
    }
  }`,
  recipe: `subscription Feed($filter: InteractionFeedFilter) {
    feed: interactionFeed(filter: $filter) { __typename cursor previousCursor ${EVENT} }
  }`,
};

/**
 * The variables of one shape of many. Every shape has another filter, and every filter lets calls
 * through, which is all that the benchmark logs.
 */
export function variablesOf(shape: number): Readonly<Record<string, unknown>> {
  if (shape === 0) return {};
  const others = CHANNELS.filter((_, bit) => ((shape - 1) >> bit) & 1);
  return { filter: { channels: ['CALL', ...others] } };
}
