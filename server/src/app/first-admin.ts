import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFirstWorkspace, type FirstWorkspace } from '../domains/identity/public.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';

/** Who owns the first workspace when no setting says otherwise, and what it is called. */
export interface FirstOwner {
  readonly workspaceName: string;
  readonly email: string;
  readonly name: string;
}

const DEFAULT_OWNER: FirstOwner = {
  workspaceName: 'My company',
  email: 'admin@rapport.example',
  name: 'Admin',
};
const PASSWORD_BYTES = 12;

/**
 * Sees to it that somebody can sign in, and says how: the first start makes the workspace and its
 * owner, from ADMIN_EMAIL and ADMIN_PASSWORD or generated.
 *
 * A generated password is kept below DATA_DIR before it is used, so that a start that is killed in
 * between has not made an account that nobody can open. The demo's is told at every start.
 */
export async function firstAdmin(
  database: Database,
  config: Pick<Config, 'adminEmail' | 'adminPassword' | 'dataDir' | 'isDemo'>,
  owner: FirstOwner = DEFAULT_OWNER,
): Promise<FirstWorkspace & { readonly howToSignIn: string }> {
  const passwordPath = join(config.dataDir, 'first-admin-password');
  const isFirstStart = (await database.workspace.findFirst({ select: { id: true } })) === null;
  const generated = isFirstStart && !config.adminPassword ? rememberedPassword(passwordPath) : '';
  const workspace = await ensureFirstWorkspace(database, {
    name: owner.workspaceName,
    email: config.adminEmail ?? owner.email,
    ownerName: owner.name,
    password: config.adminPassword ?? generated,
    clock: systemClock,
  });
  const signIn = `Sign in as ${workspace.email}`;
  return { ...workspace, howToSignIn: `${signIn}${password()}` };

  function password(): string {
    const isGiven = config.adminPassword !== undefined && workspace.email === config.adminEmail;
    if (isGiven) {
      return workspace.isNew
        ? ' with the password of ADMIN_PASSWORD'
        : ' with the password that ADMIN_PASSWORD had at the first start';
    }
    if (!existsSync(passwordPath)) return ' with the password chosen at the first start';
    if (workspace.isNew || config.isDemo) {
      return `, password ${readFileSync(passwordPath, 'utf8').trim()}`;
    }
    return `; the password was printed at the first start and is kept in ${passwordPath}`;
  }
}

function rememberedPassword(path: string): string {
  if (!existsSync(path)) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, `${randomBytes(PASSWORD_BYTES).toString('base64url')}\n`, { mode: 0o600 });
  }
  return readFileSync(path, 'utf8').trim();
}
