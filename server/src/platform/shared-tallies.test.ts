import { EventEmitter } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { openBroadcast } from './broadcast.ts';
import { openLog } from './log.ts';
import { type SharedTallies, sharedTallies } from './shared-tallies.ts';

const LIMIT = 4;
const log = openLog('silent');
let nodes: SharedTallies[] = [];

afterEach(() => {
  for (const tallies of nodes) tallies.stop();
  nodes = [];
});

/** Opens nodes that hear each other over a wire of this process. */
function openWire(): () => SharedTallies {
  const wire = new EventEmitter();
  return () => {
    const broadcast = openBroadcast(log, {
      send: (text) => void wire.emit('text', text),
      receive: (take) => void wire.on('text', take),
      stop: async () => {},
    });
    const tallies = sharedTallies(broadcast);
    nodes.push(tallies);
    return tallies;
  };
}

async function untilFull(tallies: SharedTallies, key: string): Promise<void> {
  await vi.waitUntil(async () => {
    const taken = await tallies.hold(key, LIMIT);
    taken?.();
    return taken === null;
  });
}

test('places held on one node count on the others, and are free again once given back', async () => {
  const open = openWire();
  const [one, other] = [open(), open()];
  const places = [];
  for (let place = 0; place < LIMIT; place++) places.push(await one.hold('address', LIMIT));

  await untilFull(other, 'address');
  expect(await other.hold('another address', LIMIT)).not.toBeNull();
  for (const release of places) release!();

  await vi.waitUntil(async () => (await other.hold('address', LIMIT)) !== null);
});

test('a node that begins later is told what the others hold', async () => {
  const open = openWire();
  const first = open();
  for (let place = 0; place < LIMIT; place++) await first.hold('user', LIMIT);

  const second = open();

  await untilFull(second, 'user');
  expect(await first.hold('user', LIMIT)).toBeNull();
});

test('the places of a node that stops are free', async () => {
  const open = openWire();
  const [one, other] = [open(), open()];
  for (let place = 0; place < LIMIT; place++) await one.hold('user', LIMIT);
  await untilFull(other, 'user');

  one.stop();
  await vi.waitUntil(async () => (await other.hold('user', 1)) !== null);

  expect(await other.hold('user', LIMIT)).not.toBeNull();
});
