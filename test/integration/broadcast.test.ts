import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { type Broadcast, openBroadcast } from '../../server/src/platform/broadcast.ts';
import { openLog } from '../../server/src/platform/log.ts';
import { connectRedis } from '../../server/src/platform/redis.ts';
import { redisCarrier } from '../../server/src/platform/redis-carrier.ts';
import { openInbox } from '../support/inbox.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';

const log = openLog('silent');
let redis: TestRedis | undefined;
let open: Broadcast[] = [];

afterEach(async () => {
  await Promise.all(open.map((broadcast) => broadcast.stop()));
  open = [];
  await redis?.stop();
  redis = undefined;
});

function node(installation = 'first'): Broadcast {
  const carrier = redis && redisCarrier(redis.url, installation, log);
  const broadcast = openBroadcast(log, carrier);
  open.push(broadcast);
  return broadcast;
}

/** What a node hears, with what it says itself left out of `others`. */
function hearing(broadcast: Broadcast) {
  const inbox = openInbox<unknown>();
  broadcast.on('greeting', (message) => inbox.push(message));
  return inbox;
}

/** Repeats a hint, as those who give hints do, until it has arrived. */
async function untilHeard(from: Broadcast, to: ReturnType<typeof hearing>, message: unknown) {
  const again = setInterval(() => from.send('greeting', message), 20);
  const isSame = (heard: unknown) => JSON.stringify(heard) === JSON.stringify(message);
  await to.until(JSON.stringify(message), (all) => all.some(isSame));
  clearInterval(again);
}

test('on one node a message reaches its own process, as a copy, on its topic only', async () => {
  const alone = node();
  const heard = hearing(alone);
  const message = { typing: ['Ines'] };

  alone.send('weather', { rain: true });
  alone.send('greeting', message);
  await heard.until('the greeting', (all) => all.length > 0);

  expect(heard.all).toEqual([message]);
  expect(heard.all[0]).not.toBe(message);
});

test('one handler that fails does not keep a message from the others', async () => {
  const alone = node();
  alone.on('greeting', () => {
    throw new Error('not today');
  });
  const heard = hearing(alone);

  alone.send('greeting', 'hello');

  await heard.until('the greeting', (all) => all.length === 1);

  expect(heard.all).toEqual(['hello']);
});

test('whoever stopped listening hears nothing more', async () => {
  const alone = node();
  const first = openInbox<unknown>();
  const stop = alone.on('greeting', (message) => first.push(message));
  const second = hearing(alone);

  stop();
  alone.send('greeting', 'hello');
  await second.until('the greeting', (all) => all.length === 1);

  expect(first.all).toEqual([]);
});

test('over Redis a message reaches every node, its own one once, and no other installation', async () => {
  redis = await startRedis();
  const [here, there, elsewhere] = [node(), node(), node('second')];
  const [atHome, abroad, foreign] = [hearing(here), hearing(there), hearing(elsewhere)];
  await untilHeard(here, abroad, 'are you there?');
  await untilHeard(elsewhere, foreign, 'and you?');

  const before = atHome.all.length;
  here.send('greeting', 'hello');
  here.send('greeting', 'goodbye');
  await abroad.until('the last word', (all) => all.at(-1) === 'goodbye');

  // By now an echo would have come back.
  there.send('greeting', 'the same to you');
  await atHome.until('the answer', (all) => all.at(-1) === 'the same to you');

  expect(atHome.all.slice(before)).toEqual(['hello', 'goodbye', 'the same to you']);
  expect(abroad.all.slice(-3)).toEqual(['hello', 'goodbye', 'the same to you']);
  expect(foreign.all).not.toContain('hello');
});

test('a Redis that died takes hints with it but not the node, and carries again once it is back', async () => {
  redis = await startRedis();
  const [here, there] = [node(), node()];
  const [atHome, abroad] = [hearing(here), hearing(there)];
  await untilHeard(here, abroad, 'before');

  await redis.kill();
  await untilHeard(here, atHome, 'meanwhile');
  await redis.start();

  await untilHeard(here, abroad, 'after');
  await untilHeard(there, atHome, 'and back');
  expect(abroad.all).not.toContain('meanwhile');
});

test('a connection to a Redis that hangs is given up, and opened again once it answers', async () => {
  redis = await startRedis();
  const connection = connectRedis(redis.url, 'test', log);
  await once(connection, 'ready');

  redis.freeze();
  await once(connection, 'close');
  redis.thaw();
  await once(connection, 'ready');

  expect(await connection.ping()).toBe('PONG');
  connection.disconnect();
});
