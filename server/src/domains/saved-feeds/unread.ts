import type { Context } from '../../graphql/context.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import { Prisma } from '../../platform/database.ts';
import { type FeedFilter, toldSql } from '../feed/public.ts';

/** A saved feed, as far as counting goes. */
export interface CountedFeed {
  readonly id: string;
  readonly filter: FeedFilter;
  readonly readSeq: bigint;
}

/**
 * Counts, per feed, the events behind its read position and up to `through` that a feed of that
 * filter would tell the viewer and that somebody else caused. Exact; one statement for all.
 */
export async function countUnread(
  { database, viewer }: Pick<Context, 'database' | 'viewer'>,
  feeds: readonly CountedFeed[],
  through: bigint,
): Promise<Map<string, number>> {
  if (feeds.length === 0) return new Map();
  const counts = feeds.map(
    (feed) => Prisma.sql`
      SELECT ${feed.id} AS id, count(*)::int AS unread FROM event_log e
      WHERE e.seq > ${feed.readSeq} AND e.seq <= ${through}
        AND ${toldSql(feed.filter, viewer)} AND ${byOthersSql(viewer)}`,
  );
  const rows = await database.$queryRaw<{ id: string; unread: number }[]>(
    Prisma.join(counts, ' UNION ALL '),
  );
  return new Map(rows.map(({ id, unread }) => [id, unread]));
}

/** What one did oneself is not news. */
export function byOthersSql({ userId }: Viewer): Prisma.Sql {
  return Prisma.sql`e.actor_id IS DISTINCT FROM ${userId}::uuid`;
}
