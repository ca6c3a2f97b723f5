import { graphql, type ResultOf } from '../graph/graphql.ts';

/** What every subscription selects of an item, whatever its subject. */
export const feedItemFragment = graphql(`
  fragment FeedItemParts on FeedItem @_unmask {
    __typename
    ... on FeedHeartbeat {
      cursor
      previousCursor
      reconnectAfterMs
    }
    ... on FeedEvent {
      cursor
      previousCursor
      kind
      name
      subjectId
      subjectType
      recordedAt
    }
    ... on FeedGap {
      reason
      resumeFrom
      snapshotRequired
    }
  }
`);

export type FeedItem = ResultOf<typeof feedItemFragment>;
export type FeedEvent = Extract<FeedItem, { __typename: 'FeedEvent' }>;
export type FeedGap = Extract<FeedItem, { __typename: 'FeedGap' }>;
