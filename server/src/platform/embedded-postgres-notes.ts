import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { clusterPaths } from './embedded-postgres-cluster.ts';
import { StartProblem } from './start-problem.ts';

const PASSWORD_BYTES = 24;

/**
 * The password of the embedded PostgreSQL's role: made once, kept for the owner's eyes alone.
 *
 * @throws {StartProblem} there is a cluster, but its password is lost
 */
export function rememberedPassword(folder: string): string {
  const path = join(folder, 'password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const { data } = clusterPaths(folder);
  if (existsSync(data)) {
    throw new StartProblem(
      `${path} is missing, so the database in ${data} cannot be opened. ` +
        'Put the file back from a backup, or move the data folder away to begin anew.',
    );
  }
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return password;
}

/** The port of the last start while it is free, so that it stays the same; else any free one. */
export async function choosePort(folder: string, isLastOneBad: boolean): Promise<number> {
  const path = join(folder, 'port');
  const last = !isLastOneBad && existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  const port = (last && (await freePort(last))) || (await freePort(0));
  if (!port) throw new StartProblem('No port is free on 127.0.0.1 for the embedded PostgreSQL.');
  writeFileSync(path, `${port}\n`);
  return port;
}

/** Answers `wanted` when it is free, a free one for 0, and undefined when there is none. */
function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      server.close(() => resolve(port));
    });
  });
}
