import { spawnSync } from 'node:child_process';
import { readlinkSync, realpathSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { Client } from 'pg';
import { clusterPaths } from './embedded-postgres-cluster.ts';
import { readPidFile } from './postmaster-pid.ts';
import { StartProblem } from './start-problem.ts';
import { waitUntil } from './wait-until.ts';

const SETTLE_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 30_000;

/**
 * Looks for a PostgreSQL that a killed run left behind on the data folder, and waits until it is
 * ready, or gone if it is stopping. Answers its port. A pid file that names a foreign process is taken away; one
 * that names no process is PostgreSQL's own business.
 *
 * @throws {StartProblem} one runs there but does not accept our password in 60 s
 */
export async function findRunning(
  folder: string,
  urlAt: (port: number) => string,
): Promise<number | undefined> {
  const { data, pidFile } = clusterPaths(folder);
  const found = await waitUntil(async () => {
    const noted = readPidFile(pidFile);
    if (!noted || !isAlive(noted.pid)) return 'none';
    if (!isPostgres(noted.pid)) return 'foreign';
    if (!noted.isReady) return undefined;
    const answeringFor = await dataFolderOf(urlAt(noted.port));
    if (answeringFor === undefined) return undefined;
    return answeringFor === realpathSync(data) ? noted.port : 'foreign';
  }, SETTLE_LIMIT_MS);
  if (found === 'none') return undefined;
  if (found === 'foreign') {
    rmSync(pidFile, { force: true });
    return undefined;
  }
  if (found) return found;
  throw new StartProblem(
    `A PostgreSQL is running on ${data} but does not answer. ` +
      `Stop it (its process id is the first line of ${pidFile}), then try again.`,
  );
}

/** Stops the PostgreSQL that runs on the folder, if one does: data is safe, and it is gone when this resolves. */
export async function stopPostgres(folder: string): Promise<void> {
  const { pidFile } = clusterPaths(folder);
  const pid = readPidFile(pidFile)?.pid;
  if (pid === undefined || !isAlive(pid) || !isPostgres(pid)) return;
  const isGone = () => (!isAlive(pid) || readPidFile(pidFile)?.pid !== pid ? true : undefined);
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    if (await waitUntil(isGone, STOP_LIMIT_MS)) return;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isPostgres(pid: number): boolean {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres');
  } catch {
    // No /proc (macOS), or the process belongs to somebody else.
    const { stdout } = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
    return basename(stdout?.trim() ?? '').startsWith('postgres');
  }
}

async function dataFolderOf(url: string): Promise<string | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0] && realpathSync(rows[0].data_directory);
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
