import { keyOf } from '../../graphql/global-id.ts';
import { commandMutation, mutationInput, seenVersionDescription } from '../../graphql/mutation.ts';
import { InvalidInput } from '../../kernel/problem.ts';
import { readHead } from '../../live/feed-head.ts';
import {
  ActivityFeedFilter,
  type RawFeedFilter,
  readCursor,
  readFeedFilter,
} from '../feed/public.ts';
import { changeSavedFeed } from './change-saved-feed.ts';
import { markFeedRead } from './mark-feed-read.ts';
import { SavedFeedExists } from './problems.ts';
import { requireFiltered } from './require-filtered.ts';
import { removeSavedFeed } from './remove-saved-feed.ts';
import { saveFeed } from './save-feed.ts';

commandMutation({
  name: 'saveFeed',
  description:
    'Keeps a feed for you: a filter under a name, read up to now. Only you see it, and no feed tells of it.',
  input: mutationInput('SaveFeedInput', 'A feed to keep.', (t) => ({
    name: t.string({ required: true, description: '1–100 characters.' }),
    filter: t.field({ type: ActivityFeedFilter, description: 'Which events. Absent: all.' }),
  })),
  success: 'SavedFeed',
  problems: [SavedFeedExists],
  run: async (ctx, { name, filter, idempotencyKey }) =>
    saveFeed(ctx, {
      name,
      filter: await requireFiltered(ctx, readFeedFilter(filter as RawFeedFilter)),
      idempotencyKey: idempotencyKey ?? undefined,
    }),
});

commandMutation({
  name: 'changeSavedFeed',
  description: 'Gives one of your feeds another name or filter. How far you have read it stays.',
  input: mutationInput('ChangeSavedFeedInput', 'What to change.', (t) => ({
    savedFeedId: t.id({ required: true, description: 'Which.' }),
    name: t.string({ description: '1–100 characters. Absent: as it is.' }),
    filter: t.field({ type: ActivityFeedFilter, description: 'Absent: as it is.' }),
    seenVersion: t.int({ description: seenVersionDescription }),
  })),
  success: 'SavedFeed',
  problems: [SavedFeedExists],
  run: async (ctx, { savedFeedId, name, filter, seenVersion, idempotencyKey }) =>
    changeSavedFeed(ctx, {
      id: keyOf('SavedFeed', savedFeedId),
      name: name ?? undefined,
      filter: filter
        ? await requireFiltered(ctx, readFeedFilter(filter as RawFeedFilter))
        : undefined,
      seenVersion,
      idempotencyKey: idempotencyKey ?? undefined,
    }),
});

commandMutation({
  name: 'removeSavedFeed',
  description: 'Forgets one of your feeds. The one that everybody has stays. Answers with you.',
  input: mutationInput('RemoveSavedFeedInput', 'Which feed.', (t) => ({
    savedFeedId: t.id({ required: true, description: 'Which.' }),
  })),
  success: 'User',
  run: (ctx, { savedFeedId, idempotencyKey }) =>
    removeSavedFeed(ctx, {
      id: keyOf('SavedFeed', savedFeedId),
      idempotencyKey: idempotencyKey ?? undefined,
    }),
});

commandMutation({
  name: 'markFeedRead',
  description:
    'Says how far you have read one of your feeds; its unread count moves in all your windows.',
  input: mutationInput('MarkFeedReadInput', 'Which feed, and up to where.', (t) => ({
    savedFeedId: t.id({ required: true, description: 'Which.' }),
    cursor: t.field({
      type: 'Cursor',
      required: true,
      description: 'The last place that counts as read, from any feed or page of this workspace.',
    }),
    mayGoBack: t.boolean({
      description:
        'Whether a place before the present one is taken, which makes what is behind it unread again. False by default: of two windows the one that has read further wins.',
    }),
  })),
  success: 'SavedFeed',
  run: async (ctx, { savedFeedId, cursor, mayGoBack, idempotencyKey }) => {
    const position = readCursor(ctx, cursor);
    const { epoch, seq } = await readHead(ctx.logPool);
    if (position.epoch !== epoch || position.seq > seq) {
      throw new InvalidInput('The log does not reach this place: it was restored since.', [
        'cursor',
      ]);
    }
    return markFeedRead(ctx, {
      id: keyOf('SavedFeed', savedFeedId),
      seq: position.seq,
      mayGoBack,
      idempotencyKey: idempotencyKey ?? undefined,
    });
  },
});
