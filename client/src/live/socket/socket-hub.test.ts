import { expect, test, vi } from 'vitest';
import type { FeedSocket, SocketSink } from '../feed/feed-socket.ts';
import type { SocketOptions } from './own-socket.ts';
import { openSocketHub } from './socket-hub.ts';
import type { ToTab, ToWorker } from './shared-socket-message.ts';

const request = { query: 'subscription { feed }' };

test('the feeds of all tabs go over one socket, and each tab is told its own', async () => {
  const { hub, socket } = openHub();
  const [one, two] = [openTab(hub), openTab(hub)];

  one.say({ type: 'subscribe', id: 1, request });
  two.say({ type: 'subscribe', id: 1, request });
  await vi.waitFor(() => expect(socket.sinks).toHaveLength(2));
  socket.sinks[1]!.next({ data: { feed: 'for two' } });

  await two.hears({ type: 'next', id: 1, result: { data: { feed: 'for two' } } });
  expect(one.heard.filter(({ type }) => type === 'next')).toEqual([]);
  expect(socket.opened).toBe(1);
});

test('a tab that goes away without a word ends its feeds, and leaves those of others', async () => {
  const { hub, socket, release } = openHub();
  const [crashed, other] = [openTab(hub, 'crashed'), openTab(hub, 'other')];
  crashed.say({ type: 'subscribe', id: 1, request });
  other.say({ type: 'subscribe', id: 1, request });
  await vi.waitFor(() => expect(socket.sinks).toHaveLength(2));

  release('crashed');

  expect(socket.ended).toEqual([0]);
});

test('the token is asked of the tab that came last; if it has none, of the one before', async () => {
  const { hub, options } = openHub();
  const [first, last] = [openTab(hub), openTab(hub)];
  await last.hears({ type: 'ready' });

  const token = options().token();
  await last.hears({ type: 'token-wanted', id: 1 });
  last.say({ type: 'token', id: 1, token: null });
  await first.hears({ type: 'token-wanted', id: 2 });
  first.say({ type: 'token', id: 2, token: 'fresh' });

  expect(await token).toBe('fresh');
});

test('a tab that leaves while it is asked for the token does not keep the others waiting', async () => {
  const { hub, options } = openHub();
  const [first, last] = [openTab(hub), openTab(hub)];
  await last.hears({ type: 'ready' });

  const token = options().token();
  await last.hears({ type: 'token-wanted', id: 1 });
  last.say({ type: 'bye' });
  await first.hears({ type: 'token-wanted', id: 2 });
  first.say({ type: 'token', id: 2, token: 'fresh' });

  expect(await token).toBe('fresh');
});

test('every tab learns that the server no longer takes the token', async () => {
  const { hub, options } = openHub();
  const [one, two] = [openTab(hub), openTab(hub)];
  await two.hears({ type: 'ready' });

  options().onForbidden();

  await two.hears({ type: 'forbidden' });
  expect(one.heard.at(-1)).toEqual({ type: 'forbidden' });
});

test('a connection that was closed is told in words that can be sent', async () => {
  const { hub, socket } = openHub();
  const tab = openTab(hub);
  tab.say({ type: 'subscribe', id: 7, request });
  await vi.waitFor(() => expect(socket.sinks).toHaveLength(1));

  socket.sinks[0]!.error(Object.assign(new Error('gone'), { code: 1006, unsendable: () => {} }));

  await tab.hears({ type: 'error', id: 7, reason: { code: 1006, message: 'gone' } });
});

test('a socket that is full sends new tabs away, to one of their own', async () => {
  const { hub, socket } = openHub();
  const busy = openTab(hub);
  for (let id = 0; id < 60; id++) busy.say({ type: 'subscribe', id, request });
  await vi.waitFor(() => expect(socket.sinks).toHaveLength(60));

  const late = openTab(hub);

  await late.hears({ type: 'full' });
});

function openHub() {
  const sinks: SocketSink[] = [];
  const ended: number[] = [];
  const socket = { sinks, ended, opened: 0 };
  const releases = new Map<string, () => void>();
  let given: SocketOptions | undefined;
  const hub = openSocketHub({
    url: 'ws://here/graphql',
    openSocket(options): FeedSocket {
      given = options;
      socket.opened += 1;
      return {
        subscribe(_request, sink) {
          const index = sinks.push(sink) - 1;
          return () => ended.push(index);
        },
        terminate() {},
        suspect() {},
      };
    },
    whenReleased: (lock, callback) => releases.set(lock, callback),
  });
  return { hub, socket, options: () => given!, release: (lock: string) => releases.get(lock)!() };
}

function openTab(hub: ReturnType<typeof openSocketHub>, lock = 'a tab') {
  const { port1, port2 } = new MessageChannel();
  const heard: ToTab[] = [];
  port1.onmessage = ({ data }: MessageEvent<ToTab>) => heard.push(data);
  hub.connect(port2);
  const say = (message: ToWorker) => port1.postMessage(message);
  say({ type: 'hello', lock });
  return {
    say,
    heard,
    hears: (message: ToTab) => vi.waitFor(() => expect(heard).toContainEqual(message)),
  };
}
