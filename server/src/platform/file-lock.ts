import { DatabaseSync } from 'node:sqlite';
import { StartProblem } from './start-problem.ts';
import { waitUntil } from './wait-until.ts';

/** A lock on a file, held by this process until `release` or until the process ends, however it ends. */
export interface FileLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Takes the lock at `path` for this process alone, waiting for others up to `limitMs`.
 *
 * The kernel holds it (through SQLite's file locks), so that a killed process leaves no lock behind.
 *
 * @throws {StartProblem} others still hold it after `limitMs`, or the file cannot be written
 */
export async function lockAlone(path: string, limitMs: number): Promise<FileLock> {
  const lock = await waitUntil(() => tryLockAlone(path), limitMs);
  if (lock) return lock;
  throw new StartProblem(
    `Another Rapport process has been holding ${path} for more than ${limitMs / 1000} s. ` +
      'Wait for it to finish, or stop it.',
  );
}

/** Takes the lock at `path` for this process alone, or answers undefined when anyone else holds it. */
export function tryLockAlone(path: string): FileLock | undefined {
  return tryLock(path, 'BEGIN EXCLUSIVE');
}

/**
 * Takes the lock at `path` together with any number of others.
 *
 * @throws {StartProblem} somebody holds it alone after `limitMs`, or the file cannot be written
 */
export async function lockTogether(path: string, limitMs: number): Promise<FileLock> {
  const lock = await waitUntil(() => tryLock(path, 'BEGIN; SELECT 1 FROM sqlite_schema'), limitMs);
  if (lock) return lock;
  throw new StartProblem(`Another Rapport process holds ${path}. Stop it, then try again.`);
}

function tryLock(path: string, statement: string): FileLock | undefined {
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(path);
    file.exec(statement);
    const held = file;
    return { release: () => held.close() };
  } catch (error) {
    file?.close();
    if (isBusy(error)) return undefined;
    throw new StartProblem(
      `${path} cannot be locked. Make sure that you own the folder and may write in it.`,
      { cause: error },
    );
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
