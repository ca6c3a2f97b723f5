import { z } from 'zod';
import { defineEvent } from '../../kernel/event.ts';

const savedFeedEvent = (name: string) =>
  defineEvent({
    name,
    subjectType: 'SavedFeed',
    // A user's own affair: no feed tells of it. `unreadCounts` reads it to move its owner's counts.
    permission: null,
    payload: z.object({ userId: z.string() }),
  });

/** A user began to keep a feed. */
export const savedFeedCreated = savedFeedEvent('saved-feed.created');
/** A kept feed got another name or filter. */
export const savedFeedChanged = savedFeedEvent('saved-feed.changed');
/** A user has read a kept feed up to another place. */
export const savedFeedRead = savedFeedEvent('saved-feed.read');
/** A user keeps a feed no longer. */
export const savedFeedRemoved = savedFeedEvent('saved-feed.removed');

/** The names of all of them. */
export const savedFeedEvents: ReadonlySet<string> = new Set(
  [savedFeedCreated, savedFeedChanged, savedFeedRead, savedFeedRemoved].map(({ name }) => name),
);
