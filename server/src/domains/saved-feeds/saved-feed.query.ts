import { builder } from '../../graphql/builder.ts';
import { Viewer } from '../identity/public.ts';
import { MAX_SAVED_FEEDS } from './saved-feed-row.ts';
import { SavedFeed } from './saved-feed.type.ts';

builder.objectField(Viewer, 'savedFeeds', (t) =>
  t.prismaField({
    type: [SavedFeed],
    extensions: { mostItems: MAX_SAVED_FEEDS },
    description:
      'The feeds you keep: the one that everybody has, then by when you saved them; at most 50.',
    resolve: (query, { workspaceId, userId }, _args, { database }) =>
      database.savedFeed.findMany({
        ...query,
        where: { workspaceId, userId },
        orderBy: [{ isDefault: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
      }),
  }),
);
