import type { Cache, UpdateResolver } from '@urql/exchange-graphcache';
import type { FeedEvent } from './feed-item-fragment.ts';

/** What a domain does to the cached lists when one of its objects appears, changes or goes. May run twice. */
export interface SubjectUpdates {
  readonly changed?: (cache: Cache, id: string, event: FeedEvent) => void;
  readonly left?: (cache: Cache, id: string) => void;
}

/**
 * Makes the Graphcache update of a feed field. The subject itself is normalised by Graphcache; this only
 * keeps the lists right, by asking the domain of the subject. Applying an event twice changes nothing.
 */
export function applyEvent(
  subjects: Readonly<Record<string, SubjectUpdates>>,
): UpdateResolver<{ feed: FeedEvent | { __typename: string } }> {
  return ({ feed }, _args, cache) => {
    if (!isEvent(feed)) return;
    const updates = subjects[feed.subjectType];
    if (feed.kind === 'LEAVE') updates?.left?.(cache, feed.subjectId);
    else updates?.changed?.(cache, feed.subjectId, feed);
  };
}

function isEvent(item: { __typename: string }): item is FeedEvent {
  return item.__typename === 'FeedEvent';
}
