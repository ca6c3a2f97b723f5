import { hostname } from 'node:os';
import { pino } from 'pino';

/** Structured lines on standard output; pretty when a person watches a terminal. */
export type Log = ReturnType<typeof openLog>;

/**
 * Opens the log at a level of pino's (`fatal` … `trace`, `silent`). Secrets are never passed to it. Where
 * there are several workers, each line says which one wrote it.
 */
export function openLog(level: string, worker?: number) {
  return pino({
    level,
    base: { pid: process.pid, hostname: hostname(), ...(worker === undefined ? {} : { worker }) },
    redact: ['req.headers.authorization', 'req.headers.cookie', 'password', 'token'],
    ...(process.stdout.isTTY
      ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } }
      : {}),
  });
}

/** Says once that something does not work, however often it is tried, and once that it works again. */
export function tellOutages(log: Log, what: string): { begin(error: unknown): void; end(): void } {
  let isOut = false;
  return {
    begin(error) {
      if (!isOut)
        log.error({ err: error }, `${what} does not work; it is tried again until it does.`);
      isOut = true;
    },
    end() {
      if (isOut) log.info(`${what} works again.`);
      isOut = false;
    },
  };
}
