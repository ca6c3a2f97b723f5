import { readFileSync } from 'node:fs';

/** What PostgreSQL writes about itself into its data folder. */
export interface PostmasterPid {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/**
 * Reads `postmaster.pid`. Undefined when there is none, or it is not yet written in full.
 *
 * @see https://www.postgresql.org/docs/18/storage-file-layout.html
 */
export function readPidFile(path: string): PostmasterPid | undefined {
  const lines = readOrNothing(path).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !port) return undefined;
  return { pid, port, isReady: lines[7]?.trim() === 'ready' };
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
