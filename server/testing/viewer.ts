import { permissionsOf, type Role } from '../src/kernel/permission.ts';
import type { Viewer } from '../src/kernel/viewer.ts';

/** A viewer as a session of that member would be, without the session. */
export function viewerOf(workspaceId: string, userId: string, role: Role): Viewer {
  return {
    workspaceId,
    userId,
    role,
    permissions: permissionsOf(role),
    sessionId: null,
    expiresAt: null,
  };
}
