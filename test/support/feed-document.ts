/** One item as the tests ask for it. */
export type FeedItem = FeedEvent | FeedHeartbeat | FeedGap;

export interface FeedEvent {
  readonly __typename: 'FeedEvent';
  readonly cursor: string;
  readonly previousCursor: string;
  readonly kind: 'CHANGE' | 'LEAVE';
  readonly name: string;
  readonly subjectId: string;
  readonly subjectType: string;
  readonly subject: { readonly id: string } | null;
}

interface FeedHeartbeat {
  readonly __typename: 'FeedHeartbeat';
  readonly cursor: string;
  readonly previousCursor: string;
}

interface FeedGap {
  readonly __typename: 'FeedGap';
  readonly reason: string;
  readonly resumeFrom: string;
  readonly snapshotRequired: boolean;
}

export type FeedField = 'interactionFeed' | 'activityFeed';

const filterTypes: Record<FeedField, string> = {
  interactionFeed: 'InteractionFeedFilter',
  activityFeed: 'ActivityFeedFilter',
};

const eventFields = 'cursor previousCursor kind name subjectId subjectType subject { id }';

/** The subscription to one of the feeds, answering with `FeedItem`s under `feed`. */
export function feedDocument(field: FeedField): string {
  return `subscription ($after: Cursor, $filter: ${filterTypes[field]}) {
    feed: ${field}(after: $after, filter: $filter) {
      __typename
      ... on FeedEvent { ${eventFields} }
      ... on FeedHeartbeat { cursor previousCursor }
      ... on FeedGap { reason resumeFrom snapshotRequired }
    }
  }`;
}

/** One page of the same as a query. */
export const eventsDocument = `query ($after: Cursor, $filter: ActivityFeedFilter, $first: Int) {
  events(after: $after, filter: $filter, first: $first) {
    items { __typename ${eventFields} }
    endCursor
    hasMore
    gap { __typename reason resumeFrom snapshotRequired }
  }
}`;

export interface EventPage {
  readonly items: readonly FeedEvent[];
  readonly endCursor: string;
  readonly hasMore: boolean;
  readonly gap: FeedGap | null;
}

export function isEvent(item: FeedItem): item is FeedEvent {
  return item.__typename === 'FeedEvent';
}
