import type { Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { savedFeedRead } from './events.ts';
import { lockSavedFeed } from './saved-feed-row.ts';

export interface MarkFeedReadInput {
  readonly id: string;
  /** The last position that counts as read. */
  readonly seq: bigint;
  /** Whether an earlier position than the present one is taken: what lies behind it is unread again. */
  readonly mayGoBack?: boolean | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Says how far the viewer has read a feed. Two windows may say it at once, so the position moves on
 * only, unless going back is asked for. Moving nothing emits nothing.
 *
 * @emits saved-feed.read
 * @throws {NotFound} the viewer keeps no such feed
 */
export function markFeedRead(ctx: CommandContext, input: MarkFeedReadInput): Promise<Identified> {
  const { seq, ...rest } = input;
  const keyed = { ...rest, seq: String(seq) };
  return change(ctx, { operation: 'markFeedRead', input: keyed }, async (tx, emit) => {
    const feed = await lockSavedFeed(tx, ctx.viewer, input.id);
    if (feed.readSeq === seq || (feed.readSeq > seq && !input.mayGoBack)) return feed;
    await tx.savedFeed.update({ where: { id: feed.id }, data: { readSeq: seq } });
    emit(savedFeedRead, { subjectId: feed.id, payload: { userId: feed.userId } });
    return feed;
  });
}
