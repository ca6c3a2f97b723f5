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

/**
 * Everything about a viewer that decides what it sees. Viewers of one class get the same bytes, so
 * one execution may serve them all; whatever else comes to matter (row scope, masks, locale) has to
 * go in here.
 */
export function visibilityClass({ workspaceId, role }: Viewer): string {
  return `${workspaceId} ${role}`;
}

/** Something that is done for a whole visibility class asked for the one user it is not done for. */
export class AsksForUser extends Error {
  override readonly name = 'AsksForUser';
}

/** A viewer that stands for its whole class: it has no user, and asking for one throws `AsksForUser`. */
export function classViewer({ workspaceId, role, permissions }: Viewer): Viewer {
  const refuse = (): never => {
    throw new AsksForUser('This depends on the user, so it cannot be shared.');
  };
  return {
    workspaceId,
    role,
    permissions,
    expiresAt: null,
    get userId(): string {
      return refuse();
    },
    get sessionId(): string | null {
      return refuse();
    },
  };
}
