import type { FieldMask } from '../../kernel/field-mask.ts';
import { permissionsOf, type Role } from '../../kernel/permission.ts';
import { type CustomerScope, rowScopeOf } from '../../kernel/row-scope.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import { type Database, Prisma } from '../../platform/database.ts';
import { runPrepared } from '../../platform/prepared.ts';
import { hashSecret, sameBytes } from '../../platform/secrets.ts';

/** Somebody who may come in, and what that rests on. */
export interface SessionAccess {
  readonly viewer: Viewer;
  /** Equal as long as nothing that the viewer was made of has changed: what `accessSql` gives. */
  readonly access: string;
  /** When the session itself ends, in milliseconds since 1970. */
  readonly endsAt: number;
}

interface OpenSession {
  readonly workspace_id: string;
  readonly user_id: string;
  readonly role: Role;
  readonly team_id: string | null;
  readonly customer_scope: CustomerScope;
  readonly masks: FieldMask[];
  readonly secret_hash: Uint8Array;
  readonly expires_at: Date;
  readonly access: string;
}

const scope = `coalesce(m.customer_scope, p.customer_scope, 'ALL')::text`;
const masks = `coalesce(p.masks, '{}')`;
/**
 * The versions of the rows that a viewer is made of: PostgreSQL gives a row another `xmin` with every
 * update, whoever makes it and of whichever column. Shorter and cheaper than what is in them.
 */
const access = `concat(s.xmin, ' ', m.xmin, ' ', p.xmin)`;
const members = `sessions s
  JOIN memberships m ON (m.workspace_id, m.user_id) = (s.workspace_id, s.user_id)
  LEFT JOIN role_policies p ON (p.workspace_id, p.role) = (m.workspace_id, m.role)`;
const isOpen = `s.ended_at IS NULL AND m.suspended_at IS NULL`;

/**
 * One SQL expression over `$1`, a session's id: what the session's access rests on at this moment, as
 * a text to compare. Null: it may not come in. It costs a statement that selects it three key lookups.
 */
export const accessSql = `(SELECT ${access} FROM ${members} WHERE s.id = $1::uuid AND ${isOpen} AND s.expires_at > now())`;

/**
 * Finds who an open session belongs to, with what the user may see at this moment. One statement.
 * With a secret, only when it is the session's. Null too while the user is suspended.
 */
export async function accessOfSession(
  database: Database,
  sessionId: string,
  now: Date,
  secret?: string,
): Promise<SessionAccess | null> {
  const [row] = await runPrepared<OpenSession>(
    database,
    Prisma.sql`
      SELECT s.workspace_id, s.user_id, s.secret_hash, s.expires_at, m.role::text AS role, m.team_id,
        ${Prisma.raw(`${scope} AS customer_scope, ${masks} AS masks, ${access} AS access FROM ${members}`)}
      WHERE s.id = ${sessionId}::uuid AND s.expires_at > ${now}::timestamptz AND ${Prisma.raw(isOpen)}`,
  );
  if (!row || (secret !== undefined && !sameBytes(row.secret_hash, hashSecret(secret))))
    return null;
  const endsAt = row.expires_at.getTime();
  return {
    viewer: {
      workspaceId: row.workspace_id,
      userId: row.user_id,
      teamId: row.team_id,
      role: row.role,
      permissions: permissionsOf(row.role),
      scope: rowScopeOf(row.customer_scope, { userId: row.user_id, teamId: row.team_id }),
      masks: new Set(row.masks),
      sessionId,
      expiresAt: endsAt,
    },
    access: row.access,
    endsAt,
  };
}
