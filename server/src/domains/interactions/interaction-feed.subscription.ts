import { builder } from '../../graphql/builder.ts';
import {
  FeedItem,
  feedStream,
  INTERACTION_SUBJECTS,
  readFeedFilter,
  scopeFields,
} from '../feed/public.ts';

const InteractionFeedFilter = builder.inputType('InteractionFeedFilter', {
  description:
    'Which interactions. Lists of equality, at most 100 values each; every list given must match. An absent list does not filter; an empty one matches nothing.',
  fields: (t) => scopeFields(t),
});

builder.subscriptionField('interactionFeed', (t) =>
  t.field({
    type: FeedItem,
    authScopes: { can: 'interactions:read' },
    description:
      'Interactions as they are logged, corrected and deleted, in the one order of the log, each event once. Nothing between `after` and now is left out without a `FeedGap`.',
    args: {
      after: t.arg({
        type: 'Cursor',
        description: 'Go on from behind this place. Absent: from now on.',
      }),
      filter: t.arg({
        type: InteractionFeedFilter,
        description: 'Which interactions. Absent: all.',
      }),
    },
    subscribe: (_root, { after, filter }, ctx) =>
      feedStream(ctx, {
        after,
        filter: readFeedFilter(filter),
        subjectTypes: INTERACTION_SUBJECTS,
      }),
    resolve: (item) => item,
  }),
);
