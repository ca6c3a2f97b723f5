import { createToken, systemViewer } from '../../server/src/domains/identity/public.ts';
import { globalId } from '../../server/src/graphql/global-id.ts';
import type { FieldMask } from '../../server/src/kernel/field-mask.ts';
import { newId } from '../../server/src/kernel/ids.ts';
import type { Role } from '../../server/src/kernel/permission.ts';
import type { CustomerScope } from '../../server/src/kernel/row-scope.ts';
import type { TestServer } from './server.ts';

/** Somebody of a workspace, with a script's token. */
export interface Member {
  readonly url: string;
  readonly token: string;
  /** The key; `id` is the global id. */
  readonly userId: string;
  readonly id: string;
}

export interface MemberOptions {
  readonly role?: Role;
  readonly teamId?: string | null;
  readonly scope?: CustomerScope;
  /** The user's key. Default: a new one. */
  readonly userId?: string;
}

/** Adds a user to a workspace. */
export async function addMember(
  { services, url }: TestServer,
  workspaceId: string,
  { role = 'AGENT', teamId = null, scope, userId = newId() }: MemberOptions = {},
): Promise<Member> {
  const { database } = services;
  const ctx = { ...services, source: 'test', viewer: systemViewer(workspaceId) };
  const email = `${userId}@members.example`;
  // Written here and not by a command: nobody signs in, so there is no password to be hashed.
  await database.user.create({ data: { id: userId, email, name: email, passwordHash: 'none' } });
  await database.membership.create({
    data: { workspaceId, userId, role, teamId, ...(scope ? { customerScope: scope } : {}) },
  });
  const { token } = await createToken(ctx, { email, name: 'test', lifetimeDays: 1 });
  return { url, token, userId, id: globalId('User', userId) };
}

/** Adds a team; answers with its key. */
export async function addTeam(
  { services: { database } }: TestServer,
  workspaceId: string,
  id = newId(),
): Promise<string> {
  await database.team.create({ data: { id, workspaceId, name: `Team ${id}` } });
  return id;
}

/** Says what a role may not see, from its next request on. */
export async function setMasks(
  { services: { database } }: TestServer,
  workspaceId: string,
  role: Role,
  masks: readonly FieldMask[],
): Promise<void> {
  await database.rolePolicy.upsert({
    where: { workspaceId_role: { workspaceId, role } },
    create: { workspaceId, role, masks: [...masks] },
    update: { masks: [...masks] },
  });
}
