import type { Context } from '../../graphql/context.ts';
import { changesAccess } from '../../kernel/event.ts';
import { isInScope } from '../../kernel/row-scope.ts';
import { lastChangeOfAccess } from '../../live/event-log.ts';
import type { Place } from '../../live/presence-map.ts';

/** Whether the viewer sees the customer of a place. Absent and out of its scope are one answer. One statement. */
export async function seesPlace(
  { database, viewer }: Pick<Context, 'database' | 'viewer'>,
  { workspaceId, customerId }: Place,
): Promise<boolean> {
  const customer = await database.customer.findUnique({
    where: { workspaceId_id: { workspaceId, id: customerId } },
    select: { teamId: true, ownerId: true },
  });
  return customer !== null && isInScope(viewer.scope, customer);
}

/**
 * Whether the viewer's access has changed since it was looked up, which for a socket is when it was
 * opened. No statement while the end of the log in memory reaches back to then.
 */
export async function isOutdated({
  tail,
  logPool,
  asking: { since },
  viewer,
}: Pick<Context, 'tail' | 'logPool' | 'asking' | 'viewer'>): Promise<boolean> {
  if (since === undefined) return false;
  const { workspaceId } = viewer;
  const recent = tail.after(since);
  return recent
    ? recent.some((event) => event.workspaceId === workspaceId && changesAccess(event, viewer))
    : (await lastChangeOfAccess(logPool, workspaceId, viewer, since)) !== null;
}
