import type { Carrier } from './broadcast.ts';
import type { Log } from './log.ts';
import { connectRedis } from './redis.ts';

/**
 * Carries messages to the nodes that use the same Redis, by its publish and subscribe: at most once,
 * which is enough for hints. While Redis is away they are lost. `installation` keeps those apart
 * that share one Redis.
 */
export function redisCarrier(url: string, installation: string, log: Log): Carrier {
  const channel = `rapport:broadcast:${installation}`;
  const sender = connectRedis(url, 'broadcast-send', log);
  const receiver = connectRedis(url, 'broadcast-hear', log, { autoResubscribe: false });
  receiver.on('ready', () => void receiver.subscribe(channel).catch(ignoreOutage));
  return {
    send: (text) => void sender.publish(channel, text).catch(ignoreOutage),
    receive: (take) => void receiver.on('message', (_channel, text) => take(text)),
    async stop() {
      sender.disconnect();
      receiver.disconnect();
    },
  };
}

/** `connectRedis` tells of it. */
function ignoreOutage(): void {}
