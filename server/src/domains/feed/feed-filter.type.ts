import type { InputFieldMap } from '@pothos/core';
import { builder } from '../../graphql/builder.ts';
import { keyOf } from '../../graphql/global-id.ts';
import { Refusal } from '../../graphql/refusal.ts';
import type { FeedFilter } from './feed-filter.ts';
import { SubjectType } from './feed-item.type.ts';

type Fields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

const MAX_VALUES = 100;

/** The lists that every feed filter has. `Channel` and `Direction` are the interactions domain's enums. */
export function scopeFields(t: Fields) {
  return {
    customerIds: t.idList({ description: 'About one of these customers.' }),
    organizationIds: t.idList({
      description:
        'About one of these organisations, or about people who belonged to one when it happened.',
    }),
    channels: t.field({
      type: ['Channel'] as never,
      description: 'Interactions on one of these channels.',
    }),
    directions: t.field({
      type: ['Direction'] as never,
      description: 'Interactions in one of these directions.',
    }),
    agentIds: t.idList({ description: 'Interactions of one of these users.' }),
    ownerIds: t.idList({
      description:
        'About customers whom one of these users looked after when it happened. Another owner later does not move what has happened.',
    }),
    teamIds: t.idList({
      description: 'About customers who stood in one of these teams when it happened.',
    }),
  } satisfies InputFieldMap;
}

/** `ActivityFeedFilter`. */
export const ActivityFeedFilter = builder.inputType('ActivityFeedFilter', {
  description:
    'Which events. Lists of equality, at most 100 values each; every list given must match. An absent list does not filter; an empty one matches nothing.',
  fields: (t) => ({
    ...scopeFields(t),
    names: t.stringList({
      description: 'Events of one of these names, such as `interaction.logged`.',
    }),
    subjectTypes: t.field({ type: [SubjectType], description: 'Events about one of these types.' }),
  }),
});

/** The same as the caller gave it. */
export type RawFeedFilter = { readonly [K in keyof FeedFilter]: FeedFilter[K] };

/** Decodes the ids and checks the lists. @throws {Refusal} QUERY_TOO_COMPLEX: more than 100 values in one */
export function readFeedFilter(raw: RawFeedFilter | null | undefined): FeedFilter {
  if (!raw) return {};
  for (const [name, values] of Object.entries(raw)) {
    if (values && values.length > MAX_VALUES) {
      throw new Refusal(
        'QUERY_TOO_COMPLEX',
        `${name} has at most ${MAX_VALUES} values; this has ${values.length}.`,
      );
    }
  }
  return {
    ...raw,
    customerIds: raw.customerIds?.map((id) => keyOf('Customer', id)),
    organizationIds: raw.organizationIds?.map((id) => keyOf('Organization', id)),
    agentIds: raw.agentIds?.map((id) => keyOf('User', id)),
    ownerIds: raw.ownerIds?.map((id) => keyOf('User', id)),
    teamIds: raw.teamIds?.map((id) => keyOf('Team', id)),
  };
}
