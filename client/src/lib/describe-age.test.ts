import { expect, test } from 'vitest';
import { describeAge } from './describe-age.ts';

const now = new Date('2026-11-22T12:00:00Z');

test('what has just happened is "just now", also when the clocks differ a little', () => {
  expect(describeAge(new Date('2026-11-22T11:59:30Z'), now)).toBe('just now');
  expect(describeAge(new Date('2026-11-22T12:00:10Z'), now)).toBe('just now');
});

test('the age is told in the largest unit that fits', () => {
  expect(describeAge(new Date('2026-11-22T11:45:00Z'), now)).toMatch(/^15 ?m/);
  expect(describeAge(new Date('2026-11-22T09:00:00Z'), now)).toMatch(/^3 ?h/);
  expect(describeAge(new Date('2026-11-20T12:00:00Z'), now)).toMatch(/^2 ?d/);
});

test('older than a week is told as a date, with the year only when it differs', () => {
  expect(describeAge(new Date('2026-03-03T12:00:00Z'), now)).not.toContain('2026');
  expect(describeAge(new Date('2025-03-03T12:00:00Z'), now)).toContain('2025');
});
