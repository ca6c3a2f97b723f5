import { permissions } from '../../kernel/permission.ts';
import type { Viewer } from '../../kernel/viewer.ts';

/** The viewer of what the installation itself does in a workspace: may everything, is nobody. */
export function systemViewer(workspaceId: string): Viewer {
  return {
    workspaceId,
    userId: '',
    teamId: null,
    role: 'OWNER',
    permissions: new Set(permissions),
    scope: { kind: 'ALL' },
    masks: new Set(),
    sessionId: null,
    expiresAt: null,
  };
}
