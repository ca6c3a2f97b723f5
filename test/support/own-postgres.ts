import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../server/src/platform/embedded-postgres.ts';
import { clusterPaths } from '../../server/src/platform/embedded-postgres-cluster.ts';
import { migrate } from '../../server/src/platform/migrate.ts';
import { readPidFile } from '../../server/src/platform/postmaster-pid.ts';
import { waitUntil } from '../../server/src/platform/wait-until.ts';

/** A PostgreSQL for one test alone, which may be brought down, with one migrated database. */
export interface OwnPostgres {
  readonly url: string;
  /** Ends it at once, as `pg_ctl -m immediate` does, and starts it again: it recovers from its log. */
  restartImmediately(): Promise<void>;
  stop(): Promise<void>;
}

const GONE_LIMIT_MS = 10_000;

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-own-'));
  chmodSync(dataDir, 0o755);
  const { pidFile } = clusterPaths(join(dataDir, 'postgres'));
  const quit = () => {
    const running = readPidFile(pidFile);
    if (running) process.kill(running.pid, 'SIGQUIT');
  };
  const discard = () => {
    quit();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  };
  process.once('exit', discard);
  const open = () => startEmbeddedPostgres({ dataDir, isDurable: false });
  let running = await open();
  const { url } = running;
  await migrate(url);
  // What a commit has promised has to survive the end of the server, though not of the machine; and
  // who blocks each other for good need not wait a second to be told.
  const client = new Client({ connectionString: url });
  await client.connect();
  const name = new URL(url).pathname.slice(1);
  await client.query(`ALTER DATABASE "${name}" SET synchronous_commit = on`);
  await client.query(`ALTER DATABASE "${name}" SET deadlock_timeout = '50ms'`);
  await client.end();
  return {
    url,
    async restartImmediately() {
      quit();
      const isGone = () => (readPidFile(pidFile) ? undefined : true);
      if (!(await waitUntil(isGone, GONE_LIMIT_MS))) throw new Error('PostgreSQL does not end');
      const before = running;
      running = await open();
      await before.stop();
    },
    async stop() {
      await running.stop();
      process.off('exit', discard);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
