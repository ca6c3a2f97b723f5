import type { UpdatesConfig } from '@urql/exchange-graphcache';
import { interactionUpdates, placeInLists } from '../features/interactions/interactions.updates.ts';
import { applyEvent } from '../live/apply-event.ts';

const applyToLists = applyEvent({ Interaction: interactionUpdates });

/** What the cache does beyond normalising: with the events of a feed, and with one's own writes. */
export const updates: UpdatesConfig = {
  Subscription: {
    activityFeed: applyToLists,
    interactionFeed: applyToLists,
  },
  Mutation: {
    logInteraction: (
      result: { logInteraction?: { __typename: string; id?: string } },
      _args,
      cache,
    ) => {
      const logged = result.logInteraction;
      if (logged?.__typename === 'Interaction' && logged.id) placeInLists(cache, logged.id);
    },
  },
};
