import type { FieldMask } from '../src/kernel/field-mask.ts';
import { permissionsOf, type Role } from '../src/kernel/permission.ts';
import type { RowScope } from '../src/kernel/row-scope.ts';
import type { Viewer } from '../src/kernel/viewer.ts';

/** A viewer as a session of that member would be, without the session; it sees everything unless limited. */
export function viewerOf(
  workspaceId: string,
  userId: string,
  role: Role,
  limits: {
    readonly scope?: RowScope;
    readonly teamId?: string | null;
    readonly masks?: readonly FieldMask[];
  } = {},
): Viewer {
  return {
    workspaceId,
    userId,
    teamId: limits.teamId ?? null,
    role,
    permissions: permissionsOf(role),
    scope: limits.scope ?? { kind: 'ALL' },
    masks: new Set(limits.masks),
    sessionId: null,
    expiresAt: null,
  };
}
