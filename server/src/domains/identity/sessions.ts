import { newId } from '../../kernel/ids.ts';
import type { FieldMask } from '../../kernel/field-mask.ts';
import { permissionsOf, type Role } from '../../kernel/permission.ts';
import { type CustomerScope, rowScopeOf } from '../../kernel/row-scope.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { Emit } from '../../live/pending-event.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import { hashSecret, newSecret, sameBytes } from '../../platform/secrets.ts';
import { sessionEnded, sessionStarted } from './events.ts';
import { UserSuspended } from './problems.ts';

/** How long a signed-in browser is remembered since it was last used. */
export const BROWSER_SESSION_DAYS = 30;

interface OpenSession {
  readonly workspace_id: string;
  readonly user_id: string;
  readonly role: Role;
  readonly team_id: string | null;
  readonly customer_scope: CustomerScope;
  readonly masks: FieldMask[];
  readonly secret_hash: Uint8Array;
  readonly expires_at: Date;
}

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

/**
 * Finds who an open session belongs to, with what the user may see at this moment. One statement.
 * With a secret, only when it is the session's. Null too while the user is suspended.
 */
export async function viewerOfSession(
  database: Database,
  sessionId: string,
  now: Date,
  secret?: string,
): Promise<Viewer | null> {
  const [row] = await database.$queryRaw<OpenSession[]>`
    SELECT s.workspace_id, s.user_id, s.secret_hash, s.expires_at, m.role::text AS role, m.team_id,
      coalesce(m.customer_scope, p.customer_scope, 'ALL')::text AS customer_scope,
      coalesce(p.masks, '{}') AS masks
    FROM sessions s
    JOIN memberships m ON (m.workspace_id, m.user_id) = (s.workspace_id, s.user_id)
    LEFT JOIN role_policies p ON (p.workspace_id, p.role) = (m.workspace_id, m.role)
    WHERE s.id = ${sessionId}::uuid AND s.ended_at IS NULL AND s.expires_at > ${now}::timestamptz
      AND m.suspended_at IS NULL`;
  if (!row || (secret !== undefined && !sameBytes(row.secret_hash, hashSecret(secret))))
    return null;
  return {
    workspaceId: row.workspace_id,
    userId: row.user_id,
    teamId: row.team_id,
    role: row.role,
    permissions: permissionsOf(row.role),
    scope: rowScopeOf(row.customer_scope, { userId: row.user_id, teamId: row.team_id }),
    masks: new Set(row.masks),
    sessionId,
    expiresAt: row.expires_at.getTime(),
  };
}
