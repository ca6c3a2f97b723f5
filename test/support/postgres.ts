import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type {} from '../../server/testing/database.ts';
import { startEmbeddedPostgres } from '../../server/src/platform/embedded-postgres.ts';
import { migrate } from '../../server/src/platform/migrate.ts';
import { readPidFile } from '../../server/src/platform/postmaster-pid.ts';

const WITHOUT_DATABASE = ['architecture', 'client'];

/** One PostgreSQL for the whole run, in a folder that goes with it; its one database is the template. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.vitest.projects.every(({ name }) => WITHOUT_DATABASE.includes(name)))
    return undefined;
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  // When the run is root's, PostgreSQL is another user's and has to pass this folder.
  chmodSync(dataDir, 0o755);
  process.once('exit', () => discard(dataDir));
  const postgres = await startEmbeddedPostgres({ dataDir, isDurable: false });
  await migrate(postgres.url);
  project.provide('templateUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** For a run that ends before its teardown, as after a second Ctrl-C. */
function discard(dataDir: string): void {
  const running = readPidFile(join(dataDir, 'postgres/data/postmaster.pid'));
  if (running) process.kill(running.pid, 'SIGQUIT');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
}
