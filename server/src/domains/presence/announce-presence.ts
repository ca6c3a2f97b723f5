import type { Context } from '../../graphql/context.ts';
import { Forbidden, InvalidInput, NotFound } from '../../kernel/problem.ts';
import type { Activity, Place } from '../../live/presence-map.ts';
import { isOutdated, seesPlace } from './may-be-at.ts';

export interface AnnouncePresenceInput {
  readonly customerId: string;
  /** Null: the client leaves. */
  readonly activity: Activity | null;
  /** Tells the clients of one session apart. */
  readonly clientId: string;
}

const LONGEST_CLIENT_ID = 64;

/**
 * Tells everybody who looks at a customer that the viewer is there too. Nothing is written. The
 * customer is looked up for one who arrives; who is known to be there may be.
 *
 * @throws {Forbidden} the viewer lacks `customers:read`, or its access has changed under its connection
 * @throws {InvalidInput} a client id that cannot be
 * @throws {NotFound} no such customer in the viewer's scope
 * @throws {Refusal} TOO_MANY_OPERATIONS: the session announces too fast
 */
export async function announcePresence(
  ctx: Context,
  { customerId, activity, clientId }: AnnouncePresenceInput,
): Promise<Place> {
  const { viewer, presence, tail, admission } = ctx;
  await admission.announcement(viewer);
  if (!viewer.permissions.has('customers:read')) throw new Forbidden('You may not see customers.');
  if (clientId.length < 1 || clientId.length > LONGEST_CLIENT_ID) {
    throw new InvalidInput(`A client id has 1 to ${LONGEST_CLIENT_ID} characters.`, ['clientId']);
  }
  const { workspaceId, userId, role, scope } = viewer;
  const client = { workspaceId, customerId, userId, sessionId: viewer.sessionId ?? '', clientId };
  const judgedAt = tail.position;
  if (await isOutdated(ctx)) {
    throw new Forbidden('Your access has changed since you connected. Connect again.');
  }
  if (!presence.find(client) && !(await seesPlace(ctx, client))) {
    throw new NotFound('There is no such customer.', ['customerId']);
  }
  if (activity === null) presence.leave(client);
  else presence.announce({ ...client, role, scope, activity }, judgedAt);
  return client;
}
