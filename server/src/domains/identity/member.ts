import { type CustomerScope, rowScopeOf } from '../../kernel/row-scope.ts';
import type { FieldMask } from '../../kernel/field-mask.ts';
import { permissionsOf, type Role } from '../../kernel/permission.ts';
import type { Visibility } from '../../kernel/viewer.ts';
import type { Database, Transaction } from '../../platform/database.ts';

/** What a user of a workspace may see at this moment, whether or not it is signed in. */
export interface Member extends Visibility {
  readonly userId: string;
  readonly teamId: string | null;
  readonly isSuspended: boolean;
}

interface MemberRow {
  readonly role: Role;
  readonly team_id: string | null;
  readonly customer_scope: CustomerScope;
  readonly masks: FieldMask[];
  readonly is_suspended: boolean;
}

/** Finds a user of the workspace. One statement. Null: there is none of that id in it. */
export async function findMember(
  database: Database | Transaction,
  workspaceId: string,
  userId: string,
): Promise<Member | null> {
  const [row] = await database.$queryRaw<MemberRow[]>`
    SELECT m.role::text AS role, m.team_id, m.suspended_at IS NOT NULL AS is_suspended,
      coalesce(m.customer_scope, p.customer_scope, 'ALL')::text AS customer_scope,
      coalesce(p.masks, '{}') AS masks
    FROM memberships m
    LEFT JOIN role_policies p ON (p.workspace_id, p.role) = (m.workspace_id, m.role)
    WHERE m.workspace_id = ${workspaceId}::uuid AND m.user_id = ${userId}::uuid`;
  if (!row) return null;
  return {
    workspaceId,
    userId,
    teamId: row.team_id,
    role: row.role,
    permissions: permissionsOf(row.role),
    scope: rowScopeOf(row.customer_scope, { userId, teamId: row.team_id }),
    masks: new Set(row.masks),
    isSuspended: row.is_suspended,
  };
}
