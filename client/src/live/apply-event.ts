import type { Cache, UpdateResolver } from '@urql/exchange-graphcache';
import type { FeedEvent, FeedItem } from './feed-item-fragment.ts';

/** What a domain does to the cached lists when one of its objects appears, changes or goes. May run twice. */
export interface SubjectUpdates {
  readonly changed?: (cache: Cache, id: string, event: FeedEvent) => void;
  readonly left?: (cache: Cache, id: string) => void;
}

/**
 * Makes the Graphcache update of a feed field. The subject itself is normalised by Graphcache; this only
 * keeps the lists right, by asking the domain of the subject. Applying an event twice changes nothing.
 *
 * When the viewer's access has changed, nothing that was asked before is believed: every page that is
 * open asks again, for the viewer's permissions too.
 */
export function applyEvent(
  subjects: Readonly<Record<string, SubjectUpdates>>,
): UpdateResolver<{ feed: FeedItem }> {
  return ({ feed }, _args, cache) => {
    if (feed.__typename === 'FeedGap' && feed.reason === 'ACCESS_CHANGED') {
      for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
        cache.invalidate('Query', fieldName, args ?? undefined);
      }
      return;
    }
    if (feed.__typename !== 'FeedEvent') return;
    const updates = subjects[feed.subjectType];
    if (feed.kind === 'LEAVE') updates?.left?.(cache, feed.subjectId);
    else updates?.changed?.(cache, feed.subjectId, feed);
  };
}
