import type { FieldMask } from './field-mask.ts';
import type { Permission, Role } from './permission.ts';
import { type RowScope, scopeKey } from './row-scope.ts';

/**
 * Everything about an asker that decides what it sees. Those of one class get the same bytes, so one
 * execution may serve them all; whatever else comes to matter (such as a locale) has to go in here
 * and into `visibilityClass`.
 */
export interface Visibility {
  readonly workspaceId: string;
  readonly role: Role;
  readonly permissions: ReadonlySet<Permission>;
  /** Which customers, and what belongs to them. */
  readonly scope: RowScope;
  /** Which fields are hidden. */
  readonly masks: ReadonlySet<FieldMask>;
}

/**
 * Who asks. Every read and every write is scoped to `workspaceId`, judged by `permissions`, and
 * sees what its `Visibility` lets through; nothing else about the asker may decide what it sees.
 */
export interface Viewer extends Visibility {
  readonly userId: string;
  readonly teamId: string | null;
  /** The session it came with. Null for what the system itself does, such as the demo. */
  readonly sessionId: string | null;
  /** When its token ends, in milliseconds since 1970; sockets close soon after. Null: never. */
  readonly expiresAt: number | null;
}

/** Names the class of a viewer: equal for those who see the same. */
export function visibilityClass({ workspaceId, role, scope, masks }: Visibility): string {
  return `${workspaceId} ${role} ${scopeKey(scope)} ${[...masks].sort().join()}`;
}

/** Something that is done for a whole visibility class asked for the one user it is not done for. */
export class AsksForUser extends Error {
  override readonly name = 'AsksForUser';
}

/** A viewer that stands for its whole class: it has no user, and asking for one throws `AsksForUser`. */
export function classViewer(viewer: Visibility): Viewer {
  const { workspaceId, role, permissions, scope, masks } = viewer;
  const refuse = (): never => {
    throw new AsksForUser('This depends on the user, so it cannot be shared.');
  };
  return {
    workspaceId,
    role,
    permissions,
    scope,
    masks,
    expiresAt: null,
    get userId(): string {
      return refuse();
    },
    get teamId(): string | null {
      return refuse();
    },
    get sessionId(): string | null {
      return refuse();
    },
  };
}
