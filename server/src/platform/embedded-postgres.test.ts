import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

const LIMIT_MS = 60_000;
const NOBODY = 65_534;
const HOLDER = join(import.meta.dirname, '../../testing/hold-postgres.ts');
const isRoot = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
let holders: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport folder with spaces '));
  chmodSync(folder, 0o755);
  dataDir = join(folder, '.data');
  holders = [];
});

afterEach(async () => {
  for (const holder of holders) {
    if (holder.exitCode === null && holder.signalCode === null) await end(holder, 'SIGTERM');
  }
  // A test that failed halfway may have left one running: the last one out stops it.
  await (await startEmbeddedPostgres({ dataDir, isDurable: false })).stop();
  rmSync(folder, { recursive: true, force: true });
}, LIMIT_MS);

describe('the embedded PostgreSQL', { timeout: LIMIT_MS }, () => {
  test('keeps data and port between runs, is UTF-8, and leaves nothing behind', async () => {
    const first = await startEmbeddedPostgres({ dataDir, isDurable: false });
    await query(first.url, "CREATE TABLE parrots AS SELECT 'Ayşe, İzmir' AS name");
    await first.stop();
    expect(runningPid()).toBeUndefined();
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');

    const second = await startEmbeddedPostgres({ dataDir, isDurable: false });
    expect(second).toMatchObject({ url: first.url, wasAdopted: false });
    expect(await query(second.url, 'SELECT name FROM parrots')).toEqual([{ name: 'Ayşe, İzmir' }]);
    expect(await query(second.url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    await second.stop();
  });

  test('one that a killed run left behind is adopted', async () => {
    const killed = await hold();
    await query(killed.url, 'CREATE TABLE parrots ()');
    await end(killed.process, 'SIGKILL');

    const next = await startEmbeddedPostgres({ dataDir, isDurable: false });

    expect(next).toMatchObject({ url: killed.url, wasAdopted: true });
    expect(await query(next.url, 'SELECT * FROM parrots')).toEqual([]);
    await next.stop();
    expect(runningPid()).toBeUndefined();
  });

  test('two processes share one, and the last one out stops it', async () => {
    const [first, second] = await Promise.all([hold(), hold()]);
    expect(first.url).toBe(second.url);

    await end(first.process, 'SIGTERM');
    expect(await query(second.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);

    await end(second.process, 'SIGTERM');
    expect(runningPid()).toBeUndefined();
  });

  test('a pid file that names somebody else is cleared away', async () => {
    const first = await startEmbeddedPostgres({ dataDir, isDurable: false });
    const pidFile = join(dataDir, 'postgres/data/postmaster.pid');
    const noted = readFileSync(pidFile, 'utf8');
    await first.stop();
    writeFileSync(pidFile, noted.replace(/^\d+/u, String(process.pid)));

    const next = await startEmbeddedPostgres({ dataDir, isDurable: false });

    expect(next.wasAdopted).toBe(false);
    await next.stop();
  });

  test('a copy of a folder in use gets a PostgreSQL of its own', async () => {
    const original = await startEmbeddedPostgres({ dataDir, isDurable: false });
    const copyDir = join(folder, 'copy');
    spawnSync('cp', ['-a', dataDir, copyDir]);

    const copy = await startEmbeddedPostgres({ dataDir: copyDir, isDurable: false });

    expect(copy.wasAdopted).toBe(false);
    expect(new URL(copy.url).port).not.toBe(new URL(original.url).port);
    await copy.stop();
    await original.stop();
  });

  test('a password that was lost is told, with what to do', async () => {
    const first = await startEmbeddedPostgres({ dataDir, isDurable: false });
    await first.stop();
    const passwordFile = join(dataDir, 'postgres/password');
    const password = readFileSync(passwordFile);
    rmSync(passwordFile);

    await expect(startEmbeddedPostgres({ dataDir, isDurable: false })).rejects.toThrow(
      /password is missing.*Put the file back/u,
    );
    writeFileSync(passwordFile, password, { mode: 0o600 });
  });

  test.runIf(isRoot)(
    'as root it runs as a user of its own, also below a closed folder',
    async () => {
      chmodSync(folder, 0o700);

      const postgres = await startEmbeddedPostgres({ dataDir, isDurable: false });

      const pid = runningPid();
      expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
      expect(await query(postgres.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
      await postgres.stop();
    },
  );

  test.runIf(isRoot && isReadableByOthers())(
    'as an ordinary user it runs as that user',
    async () => {
      mkdirSync(dataDir);
      chownSync(dataDir, NOBODY, NOBODY);

      const held = await hold({ uid: NOBODY, gid: NOBODY });

      expect(statSync(`/proc/${runningPid()}`).uid).toBe(NOBODY);
      await end(held.process, 'SIGTERM');
    },
  );
});

async function hold(identity: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, [HOLDER, dataDir], {
    ...identity,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { ...(JSON.parse(line) as { url: string; wasAdopted: boolean }), process: child };
}

async function end(holder: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(holder, 'exit');
  holder.kill(signal);
  await gone;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end();
  }
}

function runningPid(): number | undefined {
  const pidFile = join(dataDir, 'postgres/data/postmaster.pid');
  return existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : undefined;
}

function isReadableByOthers(): boolean {
  const { status } = spawnSync(process.execPath, ['--check', HOLDER], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
  });
  return status === 0;
}
