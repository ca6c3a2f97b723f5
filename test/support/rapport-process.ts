import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const REPOSITORY = join(import.meta.dirname, '../..');
const CLI = join(REPOSITORY, 'server/src/app/cli.ts');
const READY = /^Rapport is ready at (\S+)$/u;

const running = new Set<ChildProcess>();

/** `rapport start`, or `serve`, as a process of its own, on a free port. */
export interface RapportProcess {
  /** Where it serves. */
  readonly url: string;
  readonly process: ChildProcess;
  /** The lines it has written so far, results and progress alike. */
  readonly lines: readonly string[];
  /** Sends the signal and waits for the end. Answers the exit code, null after SIGKILL. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * Runs `rapport start` until it is ready, or `rapport serve`, which prepares nothing.
 *
 * @throws {Error} it ended before that; with all it wrote
 */
export async function startRapport(
  settings: Record<string, string>,
  command: 'start' | 'serve' = 'start',
): Promise<RapportProcess> {
  const child = spawn(process.execPath, [CLI, command], {
    cwd: '/',
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'warn', DEMO: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const lines: string[] = [];
  const exit = once(child, 'close') as Promise<[number | null]>;
  const ready = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        const url = READY.exec(line)?.[1];
        if (url) resolve(url);
      });
    }
  });
  const ended = exit.then(([code]) => {
    throw new Error(`rapport ${command} ended with ${code}:\n${lines.join('\n')}`);
  });
  const url = await Promise.race([ready, ended]);
  ended.catch(() => undefined);
  return {
    url,
    process: child,
    lines,
    async end(signal) {
      child.kill(signal);
      return (await exit)[0];
    },
  };
}

/** Kills those that a test which failed halfway left running. */
export async function killRapports(): Promise<void> {
  const gone = [...running].map((child) => once(child, 'exit'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(gone);
}
