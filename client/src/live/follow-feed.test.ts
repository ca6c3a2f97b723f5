import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FeedItem } from './feed-item.ts';
import type { FeedState } from './feed-state.ts';
import { type FeedSink, followFeed, HEARTBEAT_MS } from './follow-feed.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a stream that breaks is resumed after the last event that was applied', () => {
  const feed = follow('c0');
  feed.stream().item(event('c1', 'c0'));
  feed.stream().item(event('c2', 'c1'));

  feed.stream().lost('connection');
  vi.advanceTimersByTime(1_000);

  expect(feed.positions).toEqual(['c0', 'c2']);
});

test('an event that comes twice is told once', () => {
  const feed = follow('c0');

  feed.stream().item(event('c1', 'c0'));
  feed.stream().item(event('c2', 'c1'));
  feed.stream().item(event('c1', 'c0'));
  feed.stream().item(event('c3', 'c2'));

  expect(feed.told).toEqual(['c1', 'c2', 'c3']);
});

test('a hole in the chain is read again from the last good position before it is called a gap', () => {
  const feed = follow('c0');
  feed.stream().item(event('c1', 'c0'));

  feed.stream().item(event('c3', 'c2'));

  expect(feed.positions).toEqual(['c0', 'c1']);
  expect(feed.told).toEqual(['c1']);

  feed.stream().item(event('c3', 'c2'));

  expect(feed.states.at(-1)).toEqual({ status: 'gap', reason: 'CHAIN_BROKEN' });
});

test('a heartbeat moves the position on', () => {
  const feed = follow('c0');
  feed.stream().item(heartbeat('c0', 'c0'));
  feed.stream().item(heartbeat('c9', 'c0'));

  feed.stream().lost('connection');
  vi.advanceTimersByTime(1_000);

  expect(feed.positions).toEqual(['c0', 'c9']);
});

test('two missed heartbeats are a dead stream, and the state says since when', () => {
  const feed = follow('c0');
  feed.stream().item(heartbeat('c0', 'c0'));
  const heardAt = new Date();

  vi.advanceTimersByTime(2 * HEARTBEAT_MS);

  expect(feed.silences()).toBe(1);
  expect(feed.states.at(-1)).toEqual({ status: 'stale', since: heardAt });
});

test('the state tells the whole way: connecting, live, stale, catching up, live', () => {
  const feed = follow('c0');
  feed.stream().item(heartbeat('c0', 'c0'));
  vi.advanceTimersByTime(400);
  feed.stream().lost('connection');
  vi.advanceTimersByTime(1_000);
  feed.stream().item(heartbeat('c0', 'c0'));
  feed.stream().item(event('c1', 'c0'));
  feed.stream().item(event('c2', 'c1'));
  feed.stream().item(heartbeat('c2', 'c2'));

  expect(feed.states.map(({ status }) => status)).toEqual([
    'connecting',
    'live',
    'stale',
    'catching-up',
    'catching-up',
    'live',
  ]);
});

test('an event recorded after the stream was opened is live, not catching up', () => {
  const feed = follow('c0');
  feed.stream().lost('connection');
  vi.advanceTimersByTime(1_000);

  feed.stream().item(event('c1', 'c0', '2026-11-22T12:30:00Z'));

  expect(feed.states.at(-1)).toEqual({ status: 'live' });
});

test('a server that is going to stop is left, and resumed from its last word after the time it names', () => {
  const feed = follow('c0');

  feed.stream().item({ ...heartbeat('c7', 'c0'), reconnectAfterMs: 4_000 });
  vi.advanceTimersByTime(3_999);
  expect(feed.positions).toEqual(['c0']);
  vi.advanceTimersByTime(1);

  expect(feed.positions).toEqual(['c0', 'c7']);
});

test('a gap ends the following: the page has to be read anew', () => {
  const feed = follow('c0');

  feed.stream().item({
    __typename: 'FeedGap',
    reason: 'CURSOR_EXPIRED',
    resumeFrom: 'c50',
    snapshotRequired: true,
  });
  vi.advanceTimersByTime(60_000);

  expect(feed.states.at(-1)).toEqual({ status: 'gap', reason: 'CURSOR_EXPIRED' });
  expect(feed.positions).toEqual(['c0']);
});

test('reconnecting waits longer each time, up to fifteen seconds', () => {
  const feed = follow('c0');
  const waits: number[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    const count = feed.positions.length;
    feed.stream().lost('connection');
    const from = Date.now();
    while (feed.positions.length === count) vi.advanceTimersByTime(100);
    waits.push(Date.now() - from);
  }

  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});

test('when the network is back, nobody waits for the back-off', () => {
  const feed = follow('c0');
  feed.followed.interrupt();

  feed.followed.wake();

  expect(feed.positions).toEqual(['c0', 'c0']);
});

test('after stopping, a late item of the old stream is not heard', () => {
  const feed = follow('c0');
  const stream = feed.stream();

  feed.followed.stop();
  stream.item(event('c1', 'c0'));

  expect(feed.told).toEqual([]);
});

function follow(after: string) {
  const positions: string[] = [];
  const told: string[] = [];
  const states: FeedState[] = [];
  let silences = 0;
  let sink: FeedSink | undefined;
  const followed = followFeed({
    after,
    open(position, opened) {
      positions.push(position);
      sink = opened;
      return () => undefined;
    },
    onState: (state) => states.push(state),
    onEvent: ({ cursor }) => told.push(cursor),
    onSilence: () => {
      silences += 1;
    },
    random: () => 1,
  });
  const stream = () => {
    if (!sink) throw new Error('Nothing was opened.');
    return sink;
  };
  return { followed, positions, told, states, stream, silences: () => silences };
}

function event(
  cursor: string,
  previousCursor: string,
  recordedAt = '2026-11-22T11:00:00Z',
): FeedItem {
  return {
    __typename: 'FeedEvent',
    cursor,
    previousCursor,
    kind: 'CHANGE',
    name: 'interaction.logged',
    subjectId: cursor,
    subjectType: 'Interaction',
    recordedAt,
  };
}

function heartbeat(cursor: string, previousCursor: string) {
  return { __typename: 'FeedHeartbeat', cursor, previousCursor, reconnectAfterMs: null } as const;
}
