import type { UpdatesConfig } from '@urql/exchange-graphcache';
import {
  invitationUpdates,
  teamUpdates,
  userUpdates,
} from '../features/identity/identity.updates.ts';
import { customerInFeed } from '../features/interactions/customer-in-feed.updates.ts';
import {
  interactionUpdates,
  placeInLists,
  removeFromLists,
} from '../features/interactions/interactions.updates.ts';
import { applyUnreadCount, forgetSavedFeeds } from '../features/saved-feeds/saved-feeds.updates.ts';
import { applyEvent } from '../live/apply-event.ts';

const bySubject = {
  Interaction: interactionUpdates,
  Invitation: invitationUpdates,
  Team: teamUpdates,
  User: userUpdates,
};
const applyToLists = applyEvent({ ...bySubject, Customer: { left: customerInFeed.left } });

/** What the cache does beyond normalising: with the events of a feed, and with one's own writes. */
export const updates: UpdatesConfig = {
  Subscription: {
    activityFeed: applyToLists,
    interactionFeed: applyEvent({ ...bySubject, Customer: customerInFeed }),
    unreadCounts: applyUnreadCount,
  },
  Mutation: {
    saveFeed: forgetSavedFeeds,
    removeSavedFeed: forgetSavedFeeds,
    logInteraction: (
      result: { logInteraction?: { __typename: string; id?: string } },
      _args,
      cache,
    ) => {
      const logged = result.logInteraction;
      if (logged?.__typename === 'Interaction' && logged.id) placeInLists(cache, logged.id);
    },
    correctInteraction: (
      result: { correctInteraction?: { __typename: string; id?: string } },
      _args,
      cache,
    ) => {
      const corrected = result.correctInteraction;
      if (corrected?.__typename === 'Interaction' && corrected.id) {
        placeInLists(cache, corrected.id);
      }
    },
    deleteInteraction: (
      result: { deleteInteraction?: { __typename: string } },
      args: { input?: { id?: string } },
      cache,
    ) => {
      if (result.deleteInteraction?.__typename === 'Customer' && args.input?.id) {
        removeFromLists(cache, args.input.id);
      }
    },
  },
};
