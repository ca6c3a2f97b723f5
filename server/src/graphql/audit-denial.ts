import type { Viewer } from '../kernel/viewer.ts';
import type { Asking } from './context.ts';
import type { Log } from '../platform/log.ts';

/**
 * Writes one line about an access that was denied: who asked for what, under which request id. Ids
 * are told, values are not: no text that somebody wrote, no token, no password.
 */
export function auditDenial(
  log: Log,
  { viewer, requestId, caller }: Asking,
  denied: {
    readonly code: 'FORBIDDEN' | 'UNAUTHENTICATED';
    /** The field, as a path: `createUser`, `customer.owner`. */
    readonly object: string;
    /** What of the input names objects. */
    readonly ids?: Readonly<Record<string, string>>;
  },
): void {
  log.warn(
    {
      audit: 'access.denied',
      ...denied,
      actor: viewer && actorOf(viewer),
      workspaceId: viewer?.workspaceId ?? null,
      address: caller.address,
      requestId,
    },
    'An access was denied.',
  );
}

/** What is executed for a whole visibility class has no user; its role is all there is to tell. */
function actorOf(viewer: Viewer): string {
  try {
    return viewer.userId;
  } catch {
    return `everybody with the role ${viewer.role}`;
  }
}

/** The ids that an input names, by their fields. */
export function idsIn(input: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input ?? {}).filter(
      (entry): entry is [string, string] =>
        /(^id|Id)$/.test(entry[0]) && typeof entry[1] === 'string',
    ),
  );
}
