import {
  createToken,
  createUser,
  ensureFirstWorkspace,
  systemViewer,
} from '../../server/src/domains/identity/public.ts';
import type { Services } from '../../server/src/graphql/context.ts';
import { newId } from '../../server/src/kernel/ids.ts';
import type { Role } from '../../server/src/kernel/permission.ts';

/** The password of every user that `tokenOf` and `firstWorkspace` make. */
export const PASSWORD = 'correct horse battery';

const SECONDS_PER_DAY = 86_400;

/** What it takes to make workspaces: of a server, or of a database alone. */
type Means = Pick<Services, 'database' | 'clock' | 'wakeSequencer'>;

/** One workspace of a running server, and tokens for it. */
export interface TestWorkspace {
  readonly id: string;
  /** Makes a user of this role, unless there is one, and a script's token for it. */
  token(role?: Role, lifetimeSeconds?: number): Promise<string>;
  /** What a user of this role signs in with; the user is there once a token of the role is. */
  emailOf(role: Role): string;
}

/** The workspace that a first start makes, with its owner. */
export async function firstWorkspace(means: Means): Promise<TestWorkspace> {
  const { workspaceId } = await ensureFirstWorkspace(means.database, {
    name: 'First',
    email: emailIn('first', 'OWNER'),
    ownerName: 'Owner of First',
    password: PASSWORD,
    clock: means.clock,
  });
  return workspaceWith(means, 'first', workspaceId, ['OWNER']);
}

/** Another workspace in the same database. No command makes one, so its row is written here. */
export async function anotherWorkspace(means: Means, name: string): Promise<TestWorkspace> {
  const id = newId(means.clock().getTime());
  await means.database.workspace.create({ data: { id, name, createdAt: means.clock() } });
  return workspaceWith(means, name, id, []);
}

function workspaceWith(
  means: Means,
  name: string,
  id: string,
  present: readonly Role[],
): TestWorkspace {
  const ctx = { ...means, source: 'test', viewer: systemViewer(id) };
  const made = new Map<Role, Promise<unknown>>(present.map((role) => [role, Promise.resolve()]));
  return {
    id,
    emailOf: (role) => emailIn(name, role),
    async token(role = 'OWNER', lifetimeSeconds = SECONDS_PER_DAY) {
      const email = emailIn(name, role);
      const user = { email, name: `${role} of ${name}`, password: PASSWORD, role };
      if (!made.has(role)) made.set(role, createUser(ctx, user));
      await made.get(role);
      const lifetimeDays = lifetimeSeconds / SECONDS_PER_DAY;
      return (await createToken(ctx, { email, name: 'test', lifetimeDays })).token;
    },
  };
}

function emailIn(workspace: string, role: Role): string {
  return `${role.toLowerCase()}@${workspace}.example`;
}
