import type { Context } from '../../graphql/context.ts';
import { loadNodeBatched } from '../../graphql/node.ts';
import { problemType } from '../../graphql/problem.type.ts';
import { topic } from '../../live/topic-index.ts';
import { interactionLogged } from './events.ts';
import { UnseenInteractions } from './problems.ts';
import { MOST_UNSEEN, type Unseen } from './unseen-interactions.ts';

problemType(UnseenInteractions, {
  description:
    'Somebody else logged something with the customer after your `seenCursor`, or it can no longer be told whether they did. Show `items`, then send again with `cursor` as `seenCursor`, or with `evenIfUnseen`.',
  fields: (t) => ({
    items: t.field({
      type: ['Interaction' as never],
      extensions: { mostItems: MOST_UNSEEN },
      description: `What you have not seen, in the order in which it was logged, at most ${MOST_UNSEEN}. Interactions of your own and those deleted since are not among them.`,
      resolve: async ({ problem: { unseen } }, _args, ctx, info) => {
        const found = await Promise.all(
          unseen.ids.map((id) => loadNodeBatched(ctx, info, 'Interaction', id)),
        );
        return found.filter((item) => item !== null) as never;
      },
    }),
    totalCount: t.int({
      description: 'How many there are; `items` are the first of them.',
      resolve: ({ problem: { unseen } }) => unseen.totalCount,
    }),
    cursor: t.field({
      type: 'Cursor',
      description:
        'The place behind `items`: send it as `seenCursor` next time. If there are more than those, you are then shown the next.',
      resolve: ({ problem: { unseen } }, _args, ctx) => cursorBehind(ctx, unseen),
    }),
  }),
});

/** What was committed is numbered within milliseconds; a sequencer that is away is not waited for. */
const NUMBERED_WITHIN_MS = 1_000;

/**
 * The place of the last item. One that was not numbered when the reply was held back mostly is by
 * now; where it still is not, the place before it: it will be shown once more, but not passed over.
 */
async function cursorBehind(ctx: Context, { ids, lastSeq, head }: Unseen): Promise<string> {
  const { workspaceId } = ctx.viewer;
  const seq = lastSeq ?? (await numberOf(ctx, ids.at(-1)!, head.seq)) ?? head.seq;
  return ctx.cursors.write(workspaceId, { epoch: head.epoch, seq });
}

async function numberOf(
  { database, tail, viewer, asking, drain }: Context,
  interactionId: string,
  after: bigint,
): Promise<bigint | null> {
  const signal = asking.signal ? AbortSignal.any([asking.signal, drain]) : drain;
  const { workspaceId } = viewer;
  const interest = { workspaceId, topics: [topic('name', interactionLogged.name)] };
  const deadline = Date.now() + NUMBERED_WITHIN_MS;
  for (;;) {
    const { position } = tail;
    const found = await database.eventLog.findFirst({
      where: {
        workspaceId,
        subjectId: interactionId,
        seq: { gt: after },
        name: interactionLogged.name,
      },
      select: { seq: true },
    });
    const leftMs = deadline - Date.now();
    if (found || leftMs <= 0 || signal.aborted) return found?.seq ?? null;
    await tail.waitBeyond(position, interest, leftMs, signal);
  }
}
