import { type Config, readConfig } from '../platform/config.ts';
import { listenForShutdown, type Shutdown } from '../platform/shutdown.ts';
import { StartProblem } from '../platform/start-problem.ts';

/** What a command of the command line works with. */
export interface Tools {
  readonly config: Config;
  readonly shutdown: Shutdown;
  /** A line for the person at the terminal, apart from results. */
  say(line: string): void;
}

/** Stopping takes a second; PostgreSQL with much to write takes longer. */
const STOP_LIMIT_MS = 90_000;

/**
 * Runs one command to its end or to a request to stop, then stops what it started and exits:
 * 0 when it was done or was asked to stop, 1 when it failed.
 */
export async function main(work: (tools: Tools) => Promise<void>): Promise<never> {
  const shutdown = listenForShutdown();
  let exitCode = 0;
  let stopLimitMs = STOP_LIMIT_MS;
  const fail = (error: unknown) => {
    exitCode = 1;
    process.stderr.write(`${inWords(error)}\n`);
  };
  try {
    const tools = { config: readConfig(), shutdown, say };
    stopLimitMs += tools.config.noticeMs + tools.config.drainMs;
    await Promise.race([work(tools), shutdown.requested]);
  } catch (error) {
    if (!shutdown.signal.aborted) fail(error);
  }
  setTimeout(() => process.exit(1), stopLimitMs).unref();
  await shutdown.run().catch(fail);
  process.exit(exitCode);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function inWords(error: unknown): string {
  if (error instanceof StartProblem) return error.message;
  if (error instanceof AggregateError) return error.errors.map(inWords).join('\n');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
