import type { InputFieldBuilder } from '@pothos/core';
import type { SchemaTypes } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { InvalidInput } from '../../kernel/problem.ts';
import type { Position } from '../../live/cursor.ts';

/** What a reply says of how much its writer has seen. */
interface ReplyGuardInput {
  readonly seenCursor?: string | null | undefined;
  readonly evenIfUnseen?: boolean | null | undefined;
}

/** The input fields of everything that answers a customer. */
export function replyGuardFields(t: InputFieldBuilder<SchemaTypes, 'InputObject'>) {
  return {
    seenCursor: t.field({
      type: 'Cursor',
      description:
        'Up to where you have seen: the cursor of the feed or `feedHead` of the page. If somebody else logged something with the customer since, nothing is written and you get `UnseenInteractions`. Absent: it is written whatever happened. Not part of what an `idempotencyKey` compares.',
    }),
    evenIfUnseen: t.boolean({
      description: 'Write it all the same. Without `seenCursor` it means nothing.',
    }),
  };
}

/**
 * The position behind which nothing unseen may lie. Undefined: the reply is not guarded.
 *
 * @throws {InvalidInput} not a cursor of this workspace
 */
export function readReplyGuard(
  { cursors, viewer }: Context,
  { seenCursor, evenIfUnseen }: ReplyGuardInput,
): Position | undefined {
  if (seenCursor == null) return undefined;
  const position = cursors.read(viewer.workspaceId, seenCursor);
  if (!position) {
    throw new InvalidInput('This is not a cursor of this workspace. Take one from the feed.', [
      'seenCursor',
    ]);
  }
  return evenIfUnseen ? undefined : position;
}

/** A batch writes down what has happened already. @throws {InvalidInput} one of its rows is guarded */
export function refuseReplyGuards(rows: readonly ReplyGuardInput[]): void {
  const index = rows.findIndex(({ seenCursor }) => seenCursor != null);
  if (index < 0) return;
  throw new InvalidInput('A row of a batch has no `seenCursor`. Log a reply by itself.', [
    'interactions',
    String(index),
    'seenCursor',
  ]);
}
