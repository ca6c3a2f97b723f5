import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from './start-problem.ts';

/** How PostgreSQL's programs are started: by whom, and through which other program if any. */
export interface PostgresAccount {
  /** Undefined: as whoever runs Rapport. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
  /** Words to put before the program's own, such as `setpriv` and its options. */
  readonly prefix: readonly string[];
}

/** The system user PostgreSQL runs as when Rapport itself is run as root. */
const SYSTEM_USER = 'rapport';

/** The whole environment of PostgreSQL's programs: nothing of ours may change what they do. */
export const PROGRAM_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
};

const SELF: PostgresAccount = { user: undefined, prefix: [] };

/** Enough to pass closed folders, and then also to run programs closed to others (umask 077). */
const CAPABILITIES = ['+dac_read_search', '+dac_read_search,+dac_override'];

/**
 * Decides as whom PostgreSQL runs: as ourselves, or, since it refuses root, as a user of its own.
 *
 * That user is the owner of a data folder that exists, else the system user `rapport`, which is
 * made when absent. When it cannot reach the programs or `folder` (a clone below a closed home), it
 * is lent the capability to pass closed folders, and nothing else.
 *
 * @throws {StartProblem} no such user can be had, or it cannot reach the programs and the folder
 */
export function postgresAccount(
  folder: string,
  dataFolder: string,
  program: string,
): PostgresAccount {
  const ownUid = process.getuid?.();
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (ownUid === undefined) return SELF;
  if (ownUid !== 0) {
    if (owner && owner.uid !== ownUid) throw belongsToAnother(dataFolder, owner.uid);
    return SELF;
  }
  const user = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : systemUser();
  if (owner?.uid === 0) giveTo(user, dataFolder);
  const reaching = waysToRunAs(user).find((account) => canReach(account, folder, program));
  if (reaching) return reaching;
  throw new StartProblem(
    `PostgreSQL may not run as root, and its user (uid ${user.uid}) cannot reach ${folder} or ` +
      `${program}. Put the clone where other users may enter, such as /opt or /srv, ` +
      'start Rapport as an ordinary user, or set DATABASE_URL.',
  );
}

/** The words that start `program` for this account: the file to run and its arguments. */
export function asAccount(account: PostgresAccount, program: string, args: readonly string[]) {
  const [file = program, ...rest] = [...account.prefix, program, ...args];
  const isPrefixed = account.prefix.length > 0;
  return { file, args: rest, identity: isPrefixed || !account.user ? {} : account.user };
}

/** Makes the account the owner of a file, or of a folder and all it contains. */
export function giveTo(user: PostgresAccount['user'], path: string): void {
  if (!user) return;
  chownSync(path, user.uid, user.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(user, join(path, name));
}

function waysToRunAs(user: { uid: number; gid: number }): PostgresAccount[] {
  const lent = CAPABILITIES.map((capabilities) => ({
    user,
    prefix: [
      'setpriv',
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      `--inh-caps=${capabilities}`,
      `--ambient-caps=${capabilities}`,
      // PostgreSQL asks access(2) whether its own file may be run, and access(2) heeds the
      // capabilities of a user other than root only with this.
      '--securebits=+no_setuid_fixup',
    ],
  }));
  return [{ user, prefix: [] }, ...lent];
}

function canReach(account: PostgresAccount, folder: string, program: string): boolean {
  const script = 'cd "$1" && "$2" --version';
  const { file, args, identity } = asAccount(account, '/bin/sh', [
    '-c',
    script,
    'sh',
    folder,
    program,
  ]);
  const { status } = spawnSync(file, args, {
    ...identity,
    cwd: '/',
    env: PROGRAM_ENVIRONMENT,
    stdio: 'ignore',
  });
  return status === 0;
}

function systemUser() {
  const existing = lookUp(SYSTEM_USER);
  if (existing) return existing;
  const made = spawnSync(
    'useradd',
    ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--user-group', SYSTEM_USER],
    { encoding: 'utf8', env: PROGRAM_ENVIRONMENT },
  );
  // Another start on this machine may have made it in the meantime: then useradd failed in vain.
  const user = lookUp(SYSTEM_USER);
  if (user) return user;
  throw new StartProblem(
    'PostgreSQL may not run as root, and no user could be made for it ' +
      `(useradd: ${made.error?.message ?? made.stderr.trim()}). ` +
      'Start Rapport as an ordinary user, or set DATABASE_URL.',
  );
}

function lookUp(name: string) {
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    spawnSync('id', [flag, name], { encoding: 'utf8', env: PROGRAM_ENVIRONMENT }),
  );
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function belongsToAnother(dataFolder: string, uid: number): StartProblem {
  return new StartProblem(
    `${dataFolder} belongs to another user (uid ${uid}), most likely since Rapport was started as ` +
      'root before. Start it as root again, give the folder to yourself with chown -R, ' +
      'or choose another DATA_DIR.',
  );
}
