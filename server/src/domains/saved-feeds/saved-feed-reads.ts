import type { SavedFeed } from '@rapport/prisma';
import DataLoader from 'dataloader';
import type { Context } from '../../graphql/context.ts';
import { type FeedHead, readHead } from '../../live/feed-head.ts';
import type { FeedFilter } from '../feed/public.ts';
import { type CountedFeed, countUnread } from './unread.ts';

const heads = new WeakMap<Context, Promise<FeedHead>>();
const counters = new WeakMap<Context, DataLoader<CountedFeed, number, string>>();

/** A row as counting takes it. */
export function countedFeed({ id, filter, readSeq }: SavedFeed): CountedFeed {
  return { id, readSeq, filter: filter as FeedFilter };
}

/** Where the log stands, once for a whole answer: all that it counts is as of one position. */
export function headOf(ctx: Context): Promise<FeedHead> {
  let head = heads.get(ctx);
  if (!head) heads.set(ctx, (head = readHead(ctx.logPool)));
  return head;
}

/** The unread count of one feed; all feeds of an answer are counted in one statement. */
export function unreadOf(ctx: Context, feed: CountedFeed): Promise<number> {
  let counter = counters.get(ctx);
  if (!counter) {
    counter = new DataLoader<CountedFeed, number, string>(
      async (feeds) => {
        const { seq } = await headOf(ctx);
        const counts = await countUnread(ctx, feeds, seq);
        return feeds.map(({ id }) => counts.get(id) ?? 0);
      },
      { cacheKeyFn: ({ id }) => id },
    );
    counters.set(ctx, counter);
  }
  return counter.load(feed);
}
