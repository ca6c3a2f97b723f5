import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openFeedSocket, type SocketSink } from './feed-socket.ts';

const request = { query: 'subscription { feed }' };

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('all feeds share one connection', () => {
  const { socket, clients } = open();

  socket.subscribe(request, nobody);
  socket.subscribe(request, nobody);

  expect(clients).toHaveLength(1);
});

test('after a server has said farewell, what comes next goes over another connection', () => {
  const { socket, clients } = open();
  socket.subscribe(request, nobody);

  clients[0]!.say({ __typename: 'FeedHeartbeat', reconnectAfterMs: 0 });
  socket.subscribe(request, nobody);

  expect(clients).toHaveLength(2);
});

test('one feed that hears nothing does not close the connection on which others do', () => {
  const { socket, clients } = open();
  socket.subscribe(request, nobody);
  clients[0]!.say({ __typename: 'FeedHeartbeat', reconnectAfterMs: null });

  vi.advanceTimersByTime(15_000);
  socket.suspect();
  expect(clients[0]!.terminated).toBe(0);
  vi.advanceTimersByTime(15_000);
  socket.suspect();

  expect(clients[0]!.terminated).toBe(1);
});

const nobody: SocketSink = { next() {}, error() {}, complete() {} };

function open() {
  const clients: { say: (feed: unknown) => void; terminated: number }[] = [];
  const socket = openFeedSocket(() => {
    const sinks: SocketSink[] = [];
    const client = {
      terminated: 0,
      say: (feed: unknown) => sinks.forEach((sink) => sink.next({ data: { feed } })),
    };
    clients.push(client);
    return {
      subscribe(_request, sink) {
        sinks.push(sink);
        return () => undefined;
      },
      terminate() {
        client.terminated += 1;
      },
    };
  });
  return { socket, clients };
}
