import type { Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import type { FeedFilter } from '../feed/public.ts';
import { savedFeedChanged } from './events.ts';
import {
  lockSavedFeed,
  namingTakenFeed,
  savedFeedFilter,
  savedFeedName,
} from './saved-feed-row.ts';

export interface ChangeSavedFeedInput {
  readonly id: string;
  /** Absent: as it is. */
  readonly name?: string | undefined;
  /** Absent: as it is. */
  readonly filter?: FeedFilter | undefined;
  readonly seenVersion?: number | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Gives one of the viewer's feeds another name or filter; how far it was read stays. Changing
 * nothing emits nothing.
 *
 * @emits saved-feed.changed
 * @throws {NotFound} the viewer keeps no such feed
 * @throws {VersionConflict} it has changed since `seenVersion`
 * @throws {InvalidInput} an empty name
 * @throws {SavedFeedExists} the viewer keeps another of that name
 */
export async function changeSavedFeed(
  ctx: CommandContext,
  input: ChangeSavedFeedInput,
): Promise<Identified> {
  const name = input.name === undefined ? undefined : savedFeedName(input.name);
  const filter = input.filter && savedFeedFilter(input.filter);
  return namingTakenFeed(name ?? '', () =>
    change(ctx, { operation: 'changeSavedFeed', input }, async (tx, emit) => {
      const feed = await lockSavedFeed(tx, ctx.viewer, input.id, input.seenVersion);
      const isRenamed = name !== undefined && name !== feed.name;
      const isRefiltered = filter !== undefined && !isSameFilter(filter, feed.filter);
      if (!isRenamed && !isRefiltered) return feed;
      await tx.savedFeed.update({
        where: { id: feed.id },
        data: {
          ...(isRenamed ? { name } : {}),
          ...(isRefiltered ? { filter } : {}),
          version: { increment: 1 },
          updatedAt: ctx.clock(),
        },
      });
      emit(savedFeedChanged, {
        subjectId: feed.id,
        changedFields: [...(isRenamed ? ['name'] : []), ...(isRefiltered ? ['filter'] : [])],
        payload: { userId: feed.userId },
      });
      return feed;
    }),
  );
}

/** jsonb keeps its keys in an order of its own. */
function isSameFilter(one: Record<string, string[]>, other: unknown): boolean {
  const sorted = (filter: object) =>
    JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other as object);
}
