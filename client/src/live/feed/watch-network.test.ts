import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchNetwork } from './watch-network.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a feed learns that the network went and came', () => {
  const { calls, stop } = watch();

  dispatchEvent(new Event('offline'));
  dispatchEvent(new Event('online'));
  stop();

  expect(calls).toEqual(['interrupt', 'wake']);
});

test('a feed is woken when its page is looked at again', () => {
  const { calls, stop } = watch();

  document.dispatchEvent(new Event('visibilitychange'));
  stop();

  expect(calls).toEqual(['wake']);
});

test('a computer that has slept wakes its feeds within five seconds', () => {
  const { calls, stop } = watch();
  vi.advanceTimersByTime(60_000);
  expect(calls).toEqual([]);

  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(5_000);
  stop();

  expect(calls).toEqual(['wake']);
});

test('a feed that is no longer followed hears nothing', () => {
  const { calls, stop } = watch();

  stop();
  dispatchEvent(new Event('online'));
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(5_000);

  expect(calls).toEqual([]);
});

function watch() {
  const calls: string[] = [];
  const stop = watchNetwork({
    wake: () => calls.push('wake'),
    interrupt: () => calls.push('interrupt'),
    stop: () => calls.push('stop'),
  });
  return { calls, stop };
}
