import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HEARTBEAT_MS } from './follow-feed.ts';
import { follow, heartbeat } from './scripted-feed.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('two missed heartbeats are a dead stream, and the state says since when', () => {
  const feed = follow('c0');
  feed.stream().item(heartbeat('c0', 'c0'));
  const heardAt = new Date();

  vi.advanceTimersByTime(2 * HEARTBEAT_MS);

  expect(feed.silences()).toBe(1);
  expect(feed.states.at(-1)).toEqual({ status: 'stale', since: heardAt });
});

test('a server that is going to stop is left, and resumed from its last word after the time it names', () => {
  const feed = follow('c0');

  feed.stream().item(heartbeat('c7', 'c0', 4_000));
  vi.advanceTimersByTime(3_999);
  expect(feed.positions).toEqual(['c0']);
  vi.advanceTimersByTime(1);

  expect(feed.positions).toEqual(['c0', 'c7']);
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

test('a computer that wakes takes a stream it has not heard for two heartbeats as dead at once', () => {
  const feed = follow('c0');
  feed.stream().item(heartbeat('c1', 'c0'));
  const heardAt = new Date();

  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  feed.followed.wake();
  vi.advanceTimersByTime(0);

  expect(feed.silences()).toBe(1);
  expect(feed.states.at(-1)).toEqual({ status: 'stale', since: heardAt });
  expect(feed.positions).toEqual(['c0', 'c1']);
});

test('a stream that has been heard lately is left alone when the page is looked at', () => {
  const feed = follow('c0');
  feed.stream().item(heartbeat('c0', 'c0'));
  vi.advanceTimersByTime(HEARTBEAT_MS);

  feed.followed.wake();

  expect(feed.positions).toEqual(['c0']);
  expect(feed.silences()).toBe(0);
});

test('whoever was sent away by a stopping server does not come back early', () => {
  const feed = follow('c0');
  feed.stream().item(heartbeat('c1', 'c0', 4_000));

  feed.followed.wake();
  expect(feed.positions).toEqual(['c0']);
  vi.advanceTimersByTime(4_000);

  expect(feed.positions).toEqual(['c0', 'c1']);
});

test('without a network it is tried again every fifteen seconds', () => {
  const feed = follow('c0');

  feed.followed.interrupt();
  vi.advanceTimersByTime(14_999);
  expect(feed.positions).toEqual(['c0']);
  vi.advanceTimersByTime(1);

  expect(feed.positions).toEqual(['c0', 'c0']);
});

test('a server that greets and hangs up is not asked ever faster', () => {
  const feed = follow('c0');
  for (let attempt = 0; attempt < 3; attempt++) {
    feed.stream().item(heartbeat('c0', 'c0'));
    feed.stream().lost('connection');
    vi.advanceTimersByTime(500 * 2 ** attempt);
  }

  expect(feed.positions).toHaveLength(4);
  feed.stream().lost('connection');
  vi.advanceTimersByTime(3_999);

  expect(feed.positions).toHaveLength(4);
});

test('after a connection that held, the first pause is short again', () => {
  const feed = follow('c0');
  feed.stream().lost('connection');
  vi.advanceTimersByTime(500);
  feed.stream().lost('connection');
  vi.advanceTimersByTime(1_000);
  feed.stream().item(heartbeat('c0', 'c0'));
  vi.advanceTimersByTime(HEARTBEAT_MS);

  feed.stream().lost('connection');
  vi.advanceTimersByTime(500);

  expect(feed.positions).toHaveLength(4);
});
