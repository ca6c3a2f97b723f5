import { NotFound } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { writeScriptToken } from './script-token.ts';
import { startSession } from './sessions.ts';

export interface CreateTokenInput {
  /** Of the user whose rights the token has. */
  readonly email: string;
  readonly name: string;
  readonly lifetimeDays: number;
}

/**
 * Makes a long-lived token for scripts, with the rights of a user. It is shown this once; only its
 * hash is kept.
 *
 * @emits session.started
 * @throws {NotFound} no member of the workspace signs in with that address
 * @throws {UserSuspended} the user is suspended
 */
export async function createToken(
  ctx: CommandContext,
  input: CreateTokenInput,
): Promise<{ token: string; expiresAt: Date }> {
  const { workspaceId } = ctx.viewer;
  const now = ctx.clock();
  const expiresAt = new Date(now.getTime() + input.lifetimeDays * 86_400_000);
  let secret = '';
  const { id } = await change(ctx, { operation: 'createToken', input: {} }, async (tx, emit) => {
    const member = await tx.membership.findFirst({
      where: { workspaceId, user: { email: input.email.trim().toLowerCase() } },
    });
    if (!member) throw new NotFound(`Nobody signs in as ${input.email} here.`);
    const session = await startSession(tx, emit, {
      workspaceId,
      userId: member.userId,
      kind: 'TOKEN',
      label: input.name,
      now,
      expiresAt,
    });
    secret = session.secret;
    return session;
  });
  return { token: writeScriptToken(id, secret), expiresAt };
}
