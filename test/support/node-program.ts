import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Inbox, openInbox } from './inbox.ts';

/** A program that runs beside the test, and what it has written so far, line by line. */
export interface NodeProgram {
  readonly output: Inbox<string>;
  readonly errors: Inbox<string>;
  /** Its exit code; null: it was killed. */
  readonly ended: Promise<number | null>;
  kill(): void;
}

/** Runs a file with this Node. */
export function runNode(file: string, ...args: string[]): NodeProgram {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = openInbox<string>();
  const errors = openInbox<string>();
  createInterface(child.stdout).on('line', (line) => output.push(line));
  createInterface(child.stderr).on('line', (line) => errors.push(line));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { output, errors, ended, kill: () => child.kill('SIGKILL') };
}
