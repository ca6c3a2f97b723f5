import { changeRole, restoreUser, suspendUser } from '../domains/identity/public.ts';
import type { Role } from '../kernel/permission.ts';
import { NotFound } from '../kernel/problem.ts';
import type { CommandContext } from '../live/change.ts';
import { inFirstWorkspace } from './cli-user.ts';
import type { Tools } from './main.ts';

export async function changeRoleByHand(
  tools: Tools,
  { email, role }: { email: string; role: Role },
): Promise<void> {
  await inFirstWorkspace(tools, async (ctx) =>
    changeRole(ctx, { userId: await userOf(ctx, email), role }),
  );
  console.log(`${email} is ${role} now`);
}

export async function suspendUserByHand(tools: Tools, { email }: { email: string }): Promise<void> {
  await inFirstWorkspace(tools, async (ctx) =>
    suspendUser(ctx, { userId: await userOf(ctx, email) }),
  );
  console.log(`${email} is suspended, and signed out everywhere`);
}

export async function restoreUserByHand(tools: Tools, { email }: { email: string }): Promise<void> {
  await inFirstWorkspace(tools, async (ctx) =>
    restoreUser(ctx, { userId: await userOf(ctx, email) }),
  );
  console.log(`${email} may sign in again`);
}

async function userOf({ database, viewer }: CommandContext, email: string): Promise<string> {
  const found = await database.membership.findFirst({
    where: { workspaceId: viewer.workspaceId, user: { email: email.trim().toLowerCase() } },
  });
  if (!found) throw new NotFound(`Nobody signs in as ${email} here.`);
  return found.userId;
}
