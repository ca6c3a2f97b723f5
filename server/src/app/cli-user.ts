import { randomBytes } from 'node:crypto';
import { createToken, createUser, systemViewer } from '../domains/identity/public.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Role } from '../kernel/permission.ts';
import { NotFound, Problem } from '../kernel/problem.ts';
import type { CommandContext } from '../live/change.ts';
import { openDatabase } from '../platform/database.ts';
import { StartProblem } from '../platform/start-problem.ts';
import { databaseSource } from './database-source.ts';
import type { Tools } from './main.ts';

const PASSWORD_BYTES = 12;

export interface NewUserOptions {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly team?: string;
  readonly password?: string;
}

export async function createUserByHand(
  tools: Tools,
  { email, name, role, team, ...given }: NewUserOptions,
): Promise<void> {
  const password = given.password ?? randomBytes(PASSWORD_BYTES).toString('base64url');
  await inFirstWorkspace(tools, async (ctx) => {
    const teamId = team === undefined ? null : await teamCalled(ctx, team);
    return createUser(ctx, { email, name, role, password, teamId });
  });
  console.log(`${name} may sign in as ${email}${given.password ? '' : `, password ${password}`}`);
}

export async function createTokenByHand(
  tools: Tools,
  { email, name, days }: { email: string; name: string; days: number },
): Promise<void> {
  const { token, expiresAt } = await inFirstWorkspace(tools, (ctx) =>
    createToken(ctx, { email, name, lifetimeDays: days }),
  );
  tools.say(`Good until ${expiresAt.toISOString()}. It is shown this once:`);
  console.log(token);
}

async function teamCalled({ database, viewer }: CommandContext, name: string): Promise<string> {
  const { workspaceId } = viewer;
  const found = await database.team.findFirst({ where: { workspaceId, name, archivedAt: null } });
  if (!found) throw new NotFound(`There is no team called ${name}.`);
  return found.id;
}

/** Runs a command as the installation itself. A server on the same database sees its events. */
export async function inFirstWorkspace<T>(
  { config, shutdown, say }: Tools,
  command: (ctx: CommandContext) => Promise<T>,
): Promise<T> {
  const { database, close } = openDatabase(await databaseSource(config, shutdown, say));
  shutdown.onStop(close);
  const workspace = await database.workspace.findFirst({ orderBy: { createdAt: 'asc' } });
  if (!workspace)
    throw new StartProblem('There is no workspace yet. Start Rapport once, then try again.');
  try {
    return await command({
      database,
      viewer: systemViewer(workspace.id),
      clock: systemClock,
      source: 'cli',
      wakeSequencer: () => undefined,
    });
  } catch (error) {
    if (error instanceof Problem) throw new StartProblem(error.message, { cause: error });
    throw error;
  }
}
