import { pino } from 'pino';

/** Structured lines on standard output; pretty when a person watches a terminal. */
export type Log = ReturnType<typeof openLog>;

/** Opens the log at a level of pino's (`fatal` … `trace`, `silent`). Secrets are never passed to it. */
export function openLog(level: string) {
  return pino({
    level,
    redact: ['req.headers.authorization', 'req.headers.cookie', 'password', 'token'],
    ...(process.stdout.isTTY
      ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } }
      : {}),
  });
}
