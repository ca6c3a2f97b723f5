import type { Identified } from '../../kernel/ids.ts';
import { InvalidInput } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { savedFeedRemoved } from './events.ts';
import { lockSavedFeed } from './saved-feed-row.ts';

export interface RemoveSavedFeedInput {
  readonly id: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Forgets one of the viewer's feeds. Answers with the user.
 *
 * @emits saved-feed.removed
 * @throws {NotFound} the viewer keeps no such feed
 * @throws {InvalidInput} it is the one that everybody has
 */
export function removeSavedFeed(
  ctx: CommandContext,
  input: RemoveSavedFeedInput,
): Promise<Identified> {
  const { userId } = ctx.viewer;
  return change(ctx, { operation: 'removeSavedFeed', input }, async (tx, emit) => {
    const feed = await lockSavedFeed(tx, ctx.viewer, input.id);
    if (feed.isDefault) {
      throw new InvalidInput('Everybody keeps this one. Change its filter instead.', ['id']);
    }
    await tx.savedFeed.delete({ where: { id: feed.id } });
    emit(savedFeedRemoved, { subjectId: feed.id, isGone: true, payload: { userId } });
    return { id: userId };
  });
}
