import type { Cache } from '@urql/exchange-graphcache';
import type { SubjectUpdates } from '../../live/apply-event.ts';

/** What is asked for again once one of these lists may be another: they are short, and change rarely. */
function forget(cache: Cache, fieldName: string): void {
  for (const { fieldKey, fieldName: name } of cache.inspectFields('Query'))
    if (name === fieldName) cache.invalidate('Query', fieldKey);
}

/** A user's role, team and suspension say in which lists it stands, and how many are in a team. */
export const userUpdates: SubjectUpdates = {
  changed(cache) {
    forget(cache, 'users');
    forget(cache, 'teams');
  },
};

export const teamUpdates: SubjectUpdates = { changed: (cache) => forget(cache, 'teams') };

export const invitationUpdates: SubjectUpdates = {
  changed: (cache) => forget(cache, 'invitations'),
};
