import type { Cache } from '@urql/exchange-graphcache';
import type { SubjectUpdates } from '../../live/apply-event.ts';

const LIST = 'interactions';

/**
 * What a feed of interactions says of a customer: it went out of the viewer's sight, with everything of
 * it, or came into it, with all its history. Either way the lists are read anew: what has come is not
 * here, and what has gone must not stay.
 */
export const customerInFeed = {
  changed: forgetInteractionLists,
  left(cache: Cache, id: string) {
    forgetInteractionLists(cache);
    cache.invalidate({ __typename: 'Customer', id });
  },
} satisfies SubjectUpdates;

function forgetInteractionLists(cache: Cache): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
    if (fieldName === LIST) cache.invalidate('Query', fieldName, args ?? undefined);
  }
}
