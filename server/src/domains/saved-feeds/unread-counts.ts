import type { Context } from '../../graphql/context.ts';
import { changesAccess } from '../../kernel/event.ts';
import { lastChangeOfAccess } from '../../live/event-log.ts';
import { EVERYTHING } from '../../live/topic-index.ts';
import { judging } from '../feed/public.ts';
import { savedFeedEvents } from './events.ts';
import { type CountedFeed, countUnread } from './unread.ts';

/** How many events of a feed are unread, as of a position. */
export interface UnreadCount {
  readonly savedFeedId: string;
  /** Null: the feed is kept no longer. */
  readonly unread: number | null;
  readonly at: bigint;
}

type Judged = CountedFeed & { readonly judge: ReturnType<typeof judging>; unread: number };

const POLL_MS = 15_000;

/**
 * Yields the unread count of each of the viewer's saved feeds, then each that changes: after an event,
 * after a feed was read, saved, changed or removed in any window. Counts are exact at `at`: counted
 * once by SQL, then moved by the very function that feeds judge events with. What a burst brings is
 * told once.
 *
 * Ends when `signal` aborts, when the process stops, when the log was restored, and when what the
 * viewer may see changes.
 */
export async function* unreadCounts(
  ctx: Context,
  signal: AbortSignal,
): AsyncGenerator<UnreadCount, void, undefined> {
  const { tail, drain, viewer } = ctx;
  const over = AbortSignal.any([signal, drain]);
  const { epoch } = tail;
  const interest = { workspaceId: viewer.workspaceId, topics: [EVERYTHING] };
  let at = tail.position;
  // The viewer may have been looked up before a change that is logged already.
  const since = ctx.asking.since ?? at;
  if (await lastChangeOfAccess(ctx.logPool, viewer.workspaceId, viewer, since)) return;
  let feeds = await countedFeeds(ctx, at);
  for (const { id, unread } of feeds) yield { savedFeedId: id, unread, at };

  while (!over.aborted && tail.epoch === epoch) {
    await tail.waitBeyond(at, interest, POLL_MS, over);
    const from = at;
    const events = tail.after(from);
    at = tail.position;
    // What memory no longer holds was not looked at for a change of access either.
    if (!events && (await lastChangeOfAccess(ctx.logPool, viewer.workspaceId, viewer, from)))
      return;
    const moved = new Set<string>();
    let isStale = events === null;
    for (const event of events ?? []) {
      if (event.workspaceId !== viewer.workspaceId) continue;
      if (changesAccess(event, viewer)) return;
      if (savedFeedEvents.has(event.name)) isStale ||= event.payload['userId'] === viewer.userId;
      if (event.actorId === viewer.userId) continue;
      for (const feed of feeds) {
        if (feed.judge(event) === null) continue;
        feed.unread++;
        moved.add(feed.id);
      }
    }
    if (isStale) {
      const before = new Map(feeds.map(({ id, unread }) => [id, unread]));
      feeds = await countedFeeds(ctx, at);
      for (const { id, unread } of feeds) if (before.get(id) !== unread) moved.add(id);
      const kept = new Set(feeds.map(({ id }) => id));
      for (const id of before.keys())
        if (!kept.has(id)) yield { savedFeedId: id, unread: null, at };
    }
    for (const { id, unread } of feeds) if (moved.has(id)) yield { savedFeedId: id, unread, at };
  }
}

async function countedFeeds(ctx: Context, through: bigint): Promise<Judged[]> {
  const { database, viewer } = ctx;
  const rows = await database.savedFeed.findMany({
    where: { workspaceId: viewer.workspaceId, userId: viewer.userId },
    orderBy: [{ isDefault: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
  });
  const feeds = rows.map(({ id, filter, readSeq }) => ({
    id,
    readSeq,
    filter: filter as CountedFeed['filter'],
  }));
  const counts = await countUnread(ctx, feeds, through);
  return feeds.map((feed) => ({
    ...feed,
    judge: judging(feed.filter, viewer),
    unread: counts.get(feed.id) ?? 0,
  }));
}
