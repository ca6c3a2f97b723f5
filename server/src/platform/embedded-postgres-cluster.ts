import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  asAccount,
  giveTo,
  type PostgresAccount,
  PROGRAM_ENVIRONMENT,
} from './embedded-postgres-account.ts';
import { readPidFile } from './postmaster-pid.ts';
import { StartProblem } from './start-problem.ts';
import { waitUntil } from './wait-until.ts';

/** The one role of the embedded PostgreSQL, and the name of its one database. */
export const ROLE = 'rapport';

/** Where things lie below `DATA_DIR/postgres`. */
export function clusterPaths(folder: string) {
  return {
    data: join(folder, 'data'),
    unfinished: join(folder, 'data-unfinished'),
    log: join(folder, 'postgres.log'),
    passwordFile: join(folder, 'initdb-password'),
    pidFile: join(folder, 'data', 'postmaster.pid'),
  };
}

const START_LIMIT_MS = 60_000;
const LOG_LIMIT_BYTES = 5_000_000;

/** In the order tried: the second serves systems whose C library knows no C.UTF-8. */
const LOCALES = [
  ['--locale=C.UTF-8'],
  ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=en_US.UTF-8'],
  ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
];

/**
 * Makes an empty cluster in `folder`: UTF-8 whatever the environment, one role with a password.
 *
 * It is made aside and then renamed, so a run that is killed halfway leaves none.
 *
 * @throws {StartProblem} initdb fails; with what it said
 */
export function createCluster(
  folder: string,
  initdb: string,
  account: PostgresAccount,
  options: { password: string; isDurable: boolean },
): void {
  const { data, unfinished, passwordFile } = clusterPaths(folder);
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  giveTo(account.user, passwordFile);
  try {
    const complaints: string[] = [];
    for (const locale of LOCALES) {
      rmSync(unfinished, { recursive: true, force: true });
      mkdirSync(unfinished, { mode: 0o700 });
      giveTo(account.user, unfinished);
      const { file, args, identity } = asAccount(account, initdb, [
        `--pgdata=${unfinished}`,
        `--username=${ROLE}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        ...locale,
        ...(options.isDurable ? [] : ['--no-sync']),
      ]);
      const { status, stderr, error } = spawnSync(file, args, {
        ...identity,
        cwd: '/',
        env: PROGRAM_ENVIRONMENT,
        encoding: 'utf8',
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      if (status === 0) return renameSync(unfinished, data);
      complaints.push(error?.message ?? stderr.trim());
    }
    throw new StartProblem(`PostgreSQL could not make its data folder: ${complaints.join('\n')}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** What came of a try to start PostgreSQL. */
export type Launch =
  | { readonly outcome: 'started' | 'port-taken' | 'still-running' }
  | { readonly outcome: 'failed'; readonly said: string };

/**
 * Starts PostgreSQL on 127.0.0.1 and waits until it accepts connections.
 *
 * It gets a session of its own, so a Ctrl-C at the terminal does not reach it, and writes its log
 * to a file, so it outlives us when we are killed.
 */
export async function launch(
  folder: string,
  postgres: string,
  account: PostgresAccount,
  options: { port: number; isDurable: boolean },
): Promise<Launch> {
  const { data, log, pidFile } = clusterPaths(folder);
  const logBytes = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const isLogFull = logBytes > LOG_LIMIT_BYTES;
  const logFile = openSync(log, isLogFull ? 'w' : 'a', 0o600);
  const { file, args, identity } = asAccount(account, postgres, [
    '-D',
    data,
    ...settings(options.port, options.isDurable).flatMap((setting) => ['-c', setting]),
  ]);
  const child = spawn(file, args, {
    ...identity,
    cwd: '/',
    env: PROGRAM_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', logFile, logFile],
  });
  closeSync(logFile);
  let startFailure: string | undefined;
  child.on('error', (error) => (startFailure = error.message));
  child.unref();

  const isReady = await waitUntil(() => {
    if (startFailure !== undefined || child.exitCode !== null || child.signalCode) return false;
    const noted = readPidFile(pidFile);
    return noted?.isReady && noted.pid === child.pid ? true : undefined;
  }, START_LIMIT_MS);
  if (isReady) return { outcome: 'started' };
  if (isReady === undefined && child.pid) process.kill(child.pid, 'SIGQUIT');
  const said = startFailure ?? readFileSync(log, 'utf8').slice(isLogFull ? 0 : logBytes);
  if (said.includes('Address already in use')) return { outcome: 'port-taken' };
  if (/pre-existing shared memory block|lock file ".*" already exists/u.test(said)) {
    return { outcome: 'still-running' };
  }
  return { outcome: 'failed', said: said.trim().split('\n').slice(-10).join('\n') };
}

function settings(port: number, isDurable: boolean): string[] {
  return [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=256MB',
    'effective_cache_size=1GB',
    'work_mem=16MB',
    'random_page_cost=1.1',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_checkpoints=off',
    ...(isDurable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
}
