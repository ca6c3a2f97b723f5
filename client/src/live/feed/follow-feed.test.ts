import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { event, follow, gap, heartbeat } from './scripted-feed.ts';

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

test('a gap ends the following: the page has to be read anew', () => {
  const feed = follow('c0');

  feed.stream().item(gap('CURSOR_EXPIRED', true));
  vi.advanceTimersByTime(60_000);

  expect(feed.states.at(-1)).toEqual({ status: 'gap', reason: 'CURSOR_EXPIRED' });
  expect(feed.positions).toEqual(['c0']);
});

test('after stopping, a late item of the old stream is not heard', () => {
  const feed = follow('c0');
  const stream = feed.stream();

  feed.followed.stop();
  stream.item(event('c1', 'c0'));

  expect(feed.told).toEqual([]);
});

test('a heartbeat may lead back to an earlier place; what is told again from there is told once', () => {
  const feed = follow('c0');
  feed.stream().item(event('c1', 'c0'));
  feed.stream().item(event('c2', 'c1'));

  feed.stream().item(heartbeat('c0', 'c2'));
  feed.stream().item(event('c1', 'c0'));
  feed.stream().item(event('c2', 'c1'));
  feed.stream().item(event('c3', 'c2'));

  expect(feed.told).toEqual(['c1', 'c2', 'c3']);
  expect(feed.positions).toEqual(['c0']);
});

test('a reader that lagged resumes from its own position, and nothing is read anew', () => {
  const feed = follow('c0');
  feed.stream().item(event('c1', 'c0'));

  feed.stream().item(gap('LAGGED', false));
  vi.advanceTimersByTime(1_000);

  expect(feed.positions).toEqual(['c0', 'c1']);
  expect(feed.states.map(({ status }) => status)).not.toContain('gap');
});

test('when access has changed, what is shown has to be read anew', () => {
  const feed = follow('c0');

  feed.stream().item(gap('ACCESS_CHANGED', true));

  expect(feed.states.at(-1)).toEqual({ status: 'gap', reason: 'ACCESS_CHANGED' });
});

test('a cursor that the server does not take is a gap, and is not asked for again', () => {
  const feed = follow('of-another-workspace');

  feed.stream().lost('position');
  vi.advanceTimersByTime(60_000);

  expect(feed.states.at(-1)).toEqual({ status: 'gap', reason: 'CURSOR_REFUSED' });
  expect(feed.positions).toHaveLength(1);
});

test('who begins now resumes from the first position it was told', () => {
  const feed = follow(null);
  feed.stream().item(heartbeat('c5', 'c5'));

  feed.stream().lost('connection');
  vi.advanceTimersByTime(1_000);

  expect(feed.positions).toEqual([null, 'c5']);
});

test('the position is kept after an event was applied, never before', () => {
  const seen: unknown[] = [];
  const feed = follow('c0', (cursor) => seen.push([cursor, [...feed.kept]]));

  feed.stream().item(event('c1', 'c0'));
  feed.stream().item(event('c2', 'c1'));

  expect(seen).toEqual([
    ['c1', []],
    ['c2', ['c1']],
  ]);
  expect(feed.kept).toEqual(['c1', 'c2']);
});

test('an event that could not be applied is told again, and its position is not kept', () => {
  let failures = 1;
  const feed = follow('c0', () => {
    if (failures-- > 0) throw new Error('The disk is full.');
  });

  feed.stream().item(event('c1', 'c0'));
  expect(feed.kept).toEqual([]);
  expect(feed.errors).toEqual([new Error('The disk is full.')]);
  vi.advanceTimersByTime(1_000);
  feed.stream().item(event('c1', 'c0'));

  expect(feed.positions).toEqual(['c0', 'c0']);
  expect(feed.told).toEqual(['c1']);
});
