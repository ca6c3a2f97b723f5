import { Redis, type RedisOptions } from 'ioredis';
import { type Log, tellOutages } from './log.ts';

/** One connection to Redis. Commands given while it is away fail at once; it comes back by itself. */
export type RedisConnection = Redis;

const CONNECT_TIMEOUT_MS = 2_000;
/** Longer than any command of ours blocks. */
const COMMAND_TIMEOUT_MS = 3_000;
const LONGEST_RETRY_MS = 1_000;
/** How often a connection is asked whether it lives. */
const PING_MS = 2_000;

/**
 * Opens a connection without waiting for it. Redis is never needed: whoever uses it has another way,
 * so nothing is queued while it is away. One that hangs is found out by a ping and opened anew.
 */
export function connectRedis(
  url: string,
  what: string,
  log: Log,
  options: RedisOptions = {},
): RedisConnection {
  const redis = new Redis(url, {
    connectionName: `rapport-${what}`,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(LONGEST_RETRY_MS, 50 * 2 ** times) * (0.5 + Math.random()),
    ...options,
  });
  const outage = tellOutages(log, `Redis (${what})`);
  redis.on('error', (error) => outage.begin(error));
  redis.on('ready', () => outage.end());
  const ping = setInterval(() => {
    if (redis.status !== 'ready') return;
    redis.ping().catch((error: unknown) => {
      outage.begin(error);
      redis.stream.destroy();
    });
  }, PING_MS);
  ping.unref();
  redis.once('end', () => clearInterval(ping));
  return redis;
}
