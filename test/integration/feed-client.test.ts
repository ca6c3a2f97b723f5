import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFeed } from '../support/feed-client.ts';
import { watchPresence } from '../support/presence-watch.ts';

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', note);
});
afterEach(() => process.off('unhandledRejection', note));

/** An address at which nobody listens any more. */
async function deadUrl(): Promise<string> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return `http://127.0.0.1:${port}`;
}

test('a feed that is closed while it connects to a server that is gone just ends', async () => {
  const feed = openFeed({ url: await deadUrl(), token: 'any', field: 'activityFeed' });

  feed.close();

  expect(await feed.ended).toEqual({ code: 1006, errors: [] });
  await turn();
  expect(unhandled).toEqual([]);
});

test('so does a watch of who is there', async () => {
  const watch = watchPresence(await deadUrl(), 'any', 'any');

  watch.close();

  expect(await watch.ended).toBe(1006);
  await turn();
  expect(unhandled).toEqual([]);
});
