import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { postgresAccount } from './embedded-postgres-account.ts';
import { postgresBinaries } from './embedded-postgres-binaries.ts';
import { clusterPaths, createCluster, launch, ROLE } from './embedded-postgres-cluster.ts';
import { choosePort, rememberedPassword } from './embedded-postgres-notes.ts';
import { findRunning, stopPostgres } from './embedded-postgres-running.ts';
import { type FileLock, lockAlone, lockTogether, tryLockAlone } from './file-lock.ts';
import { StartProblem } from './start-problem.ts';

export interface EmbeddedPostgresOptions {
  /** Everything lies below `<dataDir>/postgres`, and is kept between runs. */
  readonly dataDir: string;
  /** False trades safety in a power cut for speed. For tests only. */
  readonly isDurable?: boolean;
  /** Told of each step that may take longer than a second. */
  readonly onProgress?: (step: string) => void;
}

export interface EmbeddedPostgres {
  /** The connection string of an existing database, for a role that may do anything in it. */
  readonly url: string;
  /** True when a killed run had left it running, or another process runs on the same folder. */
  readonly wasAdopted: boolean;
  /** Gives it up. It is stopped, and gone when this resolves, unless another process uses it. */
  stop(): Promise<void>;
}

/** Making a cluster on a slow disk, with margin. */
const TURN_LIMIT_MS = 120_000;
const LAUNCH_TRIES = 10;
const RETRY_PAUSE_MS = 500;

/**
 * Starts the PostgreSQL that came with the installation, or joins the one that already runs on the
 * same folder. It listens on 127.0.0.1 alone, on a free port that is kept in `<dataDir>/postgres`.
 *
 * Processes on one folder take turns at starting and stopping; the last to stop stops PostgreSQL.
 * Both facts are file locks, which end with their process, so a killed one is never waited for.
 *
 * @throws {StartProblem} something is missing; the message says what and how to mend it
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const folder = join(options.dataDir, 'postgres');
  mkdirSync(folder, { recursive: true });
  const turnPath = join(folder, 'turn.lock');
  const holdersPath = join(folder, 'holders.lock');

  const turn = await lockAlone(turnPath, TURN_LIMIT_MS);
  let holding: FileLock | undefined;
  try {
    holding = await lockTogether(holdersPath, TURN_LIMIT_MS);
    const password = rememberedPassword(folder);
    const urlAt = (port: number, database: string) =>
      `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
    const adoptedPort = await findRunning(folder, (port) => urlAt(port, 'postgres'));
    const port = adoptedPort ?? (await startNew(folder, password, options));
    await ensureDatabase(urlAt(port, 'postgres'));
    return {
      url: urlAt(port, ROLE),
      wasAdopted: adoptedPort !== undefined,
      stop: () => giveUp(holding),
    };
  } catch (error) {
    holding?.release();
    throw error;
  } finally {
    turn.release();
  }

  async function giveUp(held: FileLock | undefined): Promise<void> {
    const lastTurn = await lockAlone(turnPath, TURN_LIMIT_MS);
    held?.release();
    const alone = tryLockAlone(holdersPath);
    if (alone) await stopPostgres(folder);
    alone?.release();
    lastTurn.release();
  }
}

/** Answers the port. */
async function startNew(
  folder: string,
  password: string,
  { isDurable = true, onProgress }: EmbeddedPostgresOptions,
): Promise<number> {
  const { data, log } = clusterPaths(folder);
  const binaries = await postgresBinaries();
  const account = postgresAccount(folder, data, binaries.postgres);
  if (!existsSync(data)) {
    onProgress?.(`Making a PostgreSQL database in ${folder}`);
    createCluster(folder, binaries.initdb, account, { password, isDurable });
  }
  let said = '';
  for (let tries = 0; tries < LAUNCH_TRIES; tries++) {
    const port = await choosePort(folder, tries > 0);
    const launched = await launch(folder, binaries.postgres, account, { port, isDurable });
    if (launched.outcome === 'started') return port;
    if (launched.outcome === 'failed') throw couldNotStart(launched.said, log);
    said = launched.outcome;
    if (launched.outcome === 'still-running') await pause(RETRY_PAUSE_MS);
  }
  throw couldNotStart(said, log);
}

function couldNotStart(said: string, log: string): StartProblem {
  return new StartProblem(
    `The embedded PostgreSQL does not start. Its log, ${log}, says:\n${said}`,
  );
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [ROLE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${ROLE}`);
  } finally {
    await client.end();
  }
}
