import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type AdmissionLimits, limitSettings, readLimits } from './limit-settings.ts';
import { noProxies, parseTrustedProxies, type TrustedProxies } from './trusted-proxies.ts';
import { StartProblem } from './start-problem.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const ENV_FILE = resolve(REPOSITORY, '.env');
const SECRET_LENGTH = 32;
const PASSWORD_LENGTH = 8;
const PRODUCTION_DRAIN_SECONDS = 10;
const PRODUCTION_NOTICE_SECONDS = 5;
/** Each holds connections to PostgreSQL, which by itself allows a hundred. */
const MOST_WORKERS = 8;
const SAMPLE_SECRET = /change.?me|sample|example|your.?secret|^(.)\1*$/iu;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const MODES = ['development', 'production', 'test'] as const;

/** Every setting: its name in the environment, what it accepts and what it means. */
export const settings = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/u, 'must be a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a number from 0 to 65535')
    .default(4000)
    .describe('Where API and client are served. 0 takes any free port. Default: 4000.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe(
      'The address to listen on. Default: 127.0.0.1, this machine only; 0.0.0.0 for everyone.',
    ),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//u, 'must begin with postgresql://')
    .optional()
    .describe(
      'A PostgreSQL of your own, 15 or newer: postgresql://user:password@host:5432/database. ' +
        'Default: the embedded one, started below DATA_DIR.',
    ),
  TRUST_PROXY: z
    .string()
    .transform((text, ctx) => {
      const trusted = parseTrustedProxies(text);
      if (trusted) return trusted;
      ctx.addIssue({ code: 'custom', message: 'must be a number of proxies, or their addresses' });
      return z.NEVER;
    })
    .default(() => noProxies)
    .describe(
      'Reverse proxies whose X-Forwarded-For is believed: how many stand in front, such as 1, or their ' +
        'addresses and networks, such as 10.0.0.0/8,::1. Default: none; callers behind a proxy then ' +
        'count as one.',
    ),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//u, 'must begin with redis:// or rediss://')
    .optional()
    .describe(
      'A Redis or Valkey that all nodes share: redis://user:password@host:6379/0. It takes load from ' +
        'PostgreSQL and may be lost at any time. Default: none; PostgreSQL does it alone.',
    ),
  ADMIN_EMAIL: z
    .email('must be an e-mail address')
    .optional()
    .describe('E-mail of the first admin. Used once, when the database is empty.'),
  ADMIN_PASSWORD: z
    .string()
    .min(PASSWORD_LENGTH, `must have at least ${PASSWORD_LENGTH} characters`)
    .optional()
    .describe(
      'Password of the first admin. Default: generated at the first start and printed that once.',
    ),
  DEMO: z
    .enum(['0', '1'], 'must be 1 (on) or 0 (off)')
    .transform((value) => value === '1')
    .optional()
    .describe('1 fills a demo company and keeps it busy, 0 does not. Default: 1, in production 0.'),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((folder) => resolve(REPOSITORY, folder))
    .describe(
      'Where the embedded database and generated secrets are kept; relative to the repository. ' +
        'Default: .data.',
    ),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .default('info')
    .describe(`One of ${LOG_LEVELS.join(', ')}. Default: info.`),
  SESSION_SECRET: z
    .string()
    .min(SECRET_LENGTH, `must have at least ${SECRET_LENGTH} characters`)
    .refine((secret) => !SAMPLE_SECRET.test(secret), 'is a sample: choose a random one')
    .optional()
    .describe(
      `Signs sessions; ${SECRET_LENGTH} random characters or more. Required in production, where ` +
        'all nodes need the same. Default: generated once and kept below DATA_DIR.',
    ),
  RETENTION_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,4}$/u, 'must be a number of days, 1 to 99999')
    .transform(Number)
    .default(400)
    .describe(
      'How long the event log is kept. A cursor that is older answers with a gap. Default: 400.',
    ),
  WORKERS: z
    .string()
    .regex(/^([1-9]\d?|auto)$/u, 'must be a number of processes, 1 to 99, or auto')
    .transform((count) => (count === 'auto' ? mostUsefulWorkers() : Number(count)))
    .default(1)
    .describe(
      'Processes that serve behind one port on this machine. auto: as many as there are ' +
        `processors, at most ${MOST_WORKERS}. Default: 1.`,
    ),
  NOTICE_SECONDS: z
    .string()
    .regex(/^\d{1,2}$/u, 'must be a number of seconds, 0 to 99')
    .transform(Number)
    .optional()
    .describe(
      'How long the server goes on as before once /readyz says that it is going to stop, so that a ' +
        'balancer sends nobody to it any more. Default: 0, in production 5.',
    ),
  DRAIN_SECONDS: z
    .string()
    .regex(/^\d{1,2}$/u, 'must be a number of seconds, 0 to 99')
    .transform(Number)
    .optional()
    .describe(
      'Over how long the sockets are closed when the server stops, so that clients do not come ' +
        'back all at once. Default: 0, in production 10.',
    ),
  ...limitSettings,
  NODE_ENV: z
    .enum(MODES, `must be one of ${MODES.join(', ')}`)
    .default('development')
    .describe('development, production or test. Default: development.'),
});

/** The settings as the program uses them. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Undefined: start the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  readonly trustedProxies: TrustedProxies;
  /** Undefined: PostgreSQL alone. */
  readonly redisUrl: string | undefined;
  readonly adminEmail: string | undefined;
  readonly adminPassword: string | undefined;
  readonly isDemo: boolean;
  /** Absolute. */
  readonly dataDir: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Undefined outside production: use the one kept below `dataDir`. */
  readonly sessionSecret: string | undefined;
  readonly isProduction: boolean;
  readonly retentionDays: number;
  readonly workers: number;
  readonly noticeMs: number;
  readonly drainMs: number;
  readonly limits: AdmissionLimits;
}

/**
 * Reads the settings from the environment, and from `.env` in the repository for those that the
 * environment leaves out. The only reader of `process.env`.
 *
 * @throws {StartProblem} with every problem found, one a line
 */
export function readConfig(): Config {
  if (existsSync(ENV_FILE)) process.loadEnvFile(ENV_FILE);
  return parseConfig(process.env);
}

/** The environment for a child process: ours, with these settings in place of our own. */
export function environmentWith(
  changes: Readonly<Partial<Record<keyof typeof settings.shape | 'API_URL', string>>>,
): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/**
 * Turns an environment into settings. An empty value counts as absent.
 *
 * @throws {StartProblem} with every problem found, one a line
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  const problems = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}.`),
    ...problemsBetween(given),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new StartProblem(
      `These settings need mending (see .env.example):\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
  const { data } = parsed;
  const isProduction = data.NODE_ENV === 'production';
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    trustedProxies: data.TRUST_PROXY,
    redisUrl: data.REDIS_URL,
    adminEmail: data.ADMIN_EMAIL,
    adminPassword: data.ADMIN_PASSWORD,
    isDemo: data.DEMO ?? !isProduction,
    dataDir: data.DATA_DIR,
    logLevel: data.LOG_LEVEL,
    sessionSecret: data.SESSION_SECRET,
    isProduction,
    retentionDays: data.RETENTION_DAYS,
    limits: readLimits(data),
    workers: data.WORKERS,
    noticeMs: (data.NOTICE_SECONDS ?? (isProduction ? PRODUCTION_NOTICE_SECONDS : 0)) * 1000,
    drainMs: (data.DRAIN_SECONDS ?? (isProduction ? PRODUCTION_DRAIN_SECONDS : 0)) * 1000,
  };
}

function mostUsefulWorkers(): number {
  return Math.min(MOST_WORKERS, availableParallelism());
}

function problemsBetween(given: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  if (given['NODE_ENV'] === 'production' && !given['SESSION_SECRET']) {
    problems.push(
      'SESSION_SECRET is required in production: set it to 32 random characters or more.',
    );
  }
  if (given['ADMIN_PASSWORD'] && !given['ADMIN_EMAIL']) {
    problems.push('ADMIN_PASSWORD is set without ADMIN_EMAIL: set both, or neither.');
  }
  return problems;
}
