import type { Permission, Role } from './permission.ts';

/**
 * Who asks. Every read and every write is scoped to `workspaceId` and judged by `permissions`;
 * nothing else about the asker may decide what it sees.
 */
export interface Viewer {
  readonly workspaceId: string;
  readonly userId: string;
  readonly role: Role;
  readonly permissions: ReadonlySet<Permission>;
  /** The session it came with. Null for what the system itself does, such as the demo. */
  readonly sessionId: string | null;
  /** When its token ends, in milliseconds since 1970; sockets close soon after. Null: never. */
  readonly expiresAt: number | null;
}
