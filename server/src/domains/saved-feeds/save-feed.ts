import { type Identified, newId } from '../../kernel/ids.ts';
import { InvalidInput } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import type { FeedFilter } from '../feed/public.ts';
import { savedFeedCreated } from './events.ts';
import {
  MAX_SAVED_FEEDS,
  namingTakenFeed,
  savedFeedFilter,
  savedFeedName,
} from './saved-feed-row.ts';

export interface SaveFeedInput {
  readonly name: string;
  readonly filter: FeedFilter;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Keeps a feed for the viewer: a filter under a name. It counts as read up to now.
 *
 * @emits saved-feed.created
 * @throws {InvalidInput} no name, or the viewer keeps 50 feeds already
 * @throws {SavedFeedExists} the viewer keeps one of that name
 */
export async function saveFeed(ctx: CommandContext, input: SaveFeedInput): Promise<Identified> {
  const { workspaceId, userId } = ctx.viewer;
  const name = savedFeedName(input.name);
  return namingTakenFeed(name, () =>
    change(ctx, { operation: 'saveFeed', input }, async (tx, emit) => {
      await tx.$executeRaw`
        SELECT 1 FROM memberships WHERE workspace_id = ${workspaceId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
      const kept = await tx.savedFeed.count({ where: { workspaceId, userId } });
      if (kept >= MAX_SAVED_FEEDS) {
        throw new InvalidInput(`You keep ${MAX_SAVED_FEEDS} feeds already. Remove one first.`);
      }
      const { seq } = await tx.feedHead.findFirstOrThrow();
      const now = ctx.clock();
      const id = newId(now.getTime());
      await tx.savedFeed.create({
        data: {
          id,
          workspaceId,
          userId,
          name,
          filter: savedFeedFilter(input.filter),
          readSeq: seq,
          createdAt: now,
          updatedAt: now,
        },
      });
      emit(savedFeedCreated, { subjectId: id, payload: { userId } });
      return { id };
    }),
  );
}
