import type { Identified } from '../../kernel/ids.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { passwordChanged } from './events.ts';
import { checkNewPassword, hashPassword, isPassword, passwordFingerprint } from './password.ts';
import { CurrentPasswordWrong } from './problems.ts';
import { endSessions } from './sessions.ts';

export interface ChangePasswordInput {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Gives the viewer another password and ends all of its other sessions, tokens too. Answers with
 * the user.
 *
 * @emits user.password-changed
 * @emits session.ended for each session that was open
 * @throws {CurrentPasswordWrong} the present password is another
 * @throws {InvalidInput} the new one is too short or too long
 */
export async function changePassword(
  ctx: CommandContext,
  input: ChangePasswordInput,
): Promise<Identified> {
  const { userId, workspaceId, sessionId } = ctx.viewer;
  checkNewPassword(input.newPassword, 'newPassword');
  const passwordHash = await hashPassword(input.newPassword);

  return change(
    ctx,
    { operation: 'changePassword', input: await compared(input, userId) },
    async (tx, emit) => {
      const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
      if (!(await isPassword(input.currentPassword, user.passwordHash)))
        throw new CurrentPasswordWrong();
      await tx.user.update({ where: { id: userId }, data: { passwordHash } });
      await endSessions(tx, emit, { workspaceId, userId, except: sessionId }, ctx.clock());
      emit(passwordChanged, { subjectId: userId, payload: { keptSessionId: sessionId } });
      return { id: userId };
    },
  );
}

/** The input as its idempotency key is compared: without a password in it. */
async function compared(
  { idempotencyKey, currentPassword, newPassword }: ChangePasswordInput,
  userId: string,
) {
  if (idempotencyKey === undefined) return {};
  const [current, next] = await Promise.all(
    [currentPassword, newPassword].map((one) => passwordFingerprint(one, userId, idempotencyKey)),
  );
  return { idempotencyKey, current, next };
}
