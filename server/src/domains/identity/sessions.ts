import { newId } from '../../kernel/ids.ts';
import type { Emit } from '../../live/pending-event.ts';
import type { Transaction } from '../../platform/database.ts';
import { hashSecret, newSecret } from '../../platform/secrets.ts';
import { sessionEnded, sessionStarted } from './events.ts';
import { UserSuspended } from './problems.ts';

/** How long a signed-in browser is remembered since it was last used. */
export const BROWSER_SESSION_DAYS = 30;

/**
 * Starts a session; the secret is known only now. The membership is locked meanwhile, so that a
 * suspension either finds the session or refuses it.
 *
 * @throws {UserSuspended} nobody comes in as this user
 */
export async function startSession(
  tx: Transaction,
  emit: Emit,
  session: {
    readonly workspaceId: string;
    readonly userId: string;
    readonly kind: 'BROWSER' | 'TOKEN';
    readonly label: string;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<{ id: string; secret: string }> {
  const { now, ...columns } = session;
  const [member] = await tx.$queryRaw<{ suspended: boolean }[]>`
    SELECT suspended_at IS NOT NULL AS suspended FROM memberships
    WHERE workspace_id = ${session.workspaceId}::uuid AND user_id = ${session.userId}::uuid FOR SHARE`;
  if (!member || member.suspended) throw new UserSuspended();
  const id = newId(now.getTime());
  const secret = newSecret();
  await tx.session.create({
    data: { ...columns, id, secretHash: hashSecret(secret), createdAt: now, lastUsedAt: now },
  });
  emit(sessionStarted, { subjectId: id, payload: { userId: session.userId } });
  return { id, secret };
}

/** Ends the open ones among a user's sessions. Ending one twice emits nothing. */
export async function endSessions(
  tx: Transaction,
  emit: Emit,
  which: {
    readonly workspaceId: string;
    readonly userId: string;
    readonly ids?: readonly string[];
    readonly except?: string | null;
  },
  now: Date,
): Promise<string[]> {
  const ended = await tx.session.updateManyAndReturn({
    where: {
      workspaceId: which.workspaceId,
      userId: which.userId,
      endedAt: null,
      ...(which.ids ? { id: { in: [...which.ids] } } : {}),
      ...(which.except ? { NOT: { id: which.except } } : {}),
    },
    data: { endedAt: now },
    select: { id: true },
  });
  for (const { id } of ended)
    emit(sessionEnded, { subjectId: id, payload: { userId: which.userId } });
  return ended.map(({ id }) => id);
}
