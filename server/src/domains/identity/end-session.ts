import type { Identified } from '../../kernel/ids.ts';
import { NotFound } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { endSessions } from './sessions.ts';

export interface EndSessionInput {
  readonly sessionId: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Ends one of the viewer's own sessions; its sockets close within a second. One that has ended
 * already succeeds and emits nothing.
 *
 * @emits session.ended
 * @throws {NotFound} the viewer has no such session
 */
export async function endSession(ctx: CommandContext, input: EndSessionInput): Promise<Identified> {
  const { workspaceId, userId } = ctx.viewer;
  return change(ctx, { operation: 'endSession', input }, async (tx, emit) => {
    const session = await tx.session.findFirst({
      where: { id: input.sessionId, workspaceId, userId },
    });
    if (!session) throw new NotFound('You have no such session.');
    await endSessions(tx, emit, { workspaceId, userId, ids: [session.id] }, ctx.clock());
    return { id: session.id };
  });
}
