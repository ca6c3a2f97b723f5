import { createTeam } from '../../src/domains/identity/create-team.ts';
import { createUser, type CreateUserInput } from '../../src/domains/identity/create-user.ts';
import type { CommandContext } from '../../src/live/change.ts';

let count = 0;

/** Begins a team; answers with the key. */
export async function aTeam(ctx: CommandContext, name = `Team ${count++}`): Promise<string> {
  return (await createTeam(ctx, { name })).id;
}

/** Adds somebody to the workspace, an agent unless told otherwise; answers with the key. */
export async function aUser(
  ctx: CommandContext,
  input: Partial<CreateUserInput> = {},
): Promise<string> {
  const email = `user${count++}@users.example`;
  const user = { name: 'Deniz', email, password: 'long enough', role: 'AGENT', ...input } as const;
  return (await createUser(ctx, user)).id;
}
