import { expect, test } from 'vitest';
import { isWithinHours, localTime, momentWithinHours } from './local-time.ts';

test('a moment within the hours stays as it is', () => {
  const tuesdayNoon = new Date('2026-03-10T11:00:00Z');

  expect(momentWithinHours(tuesdayNoon, 'Europe/Amsterdam', 'office', 0.5)).toBe(tuesdayNoon);
});

test('a moment on Friday evening moves to Monday morning by the customer’s clock', () => {
  const fridayEvening = new Date('2026-03-13T20:00:00Z');

  const moved = momentWithinHours(fridayEvening, 'Asia/Kolkata', 'office', 0);

  expect(moved.toISOString()).toBe('2026-03-16T03:30:00.000Z');
});

test('a weekend on which the clocks change does not shift the hour', () => {
  const saturday = new Date('2026-03-28T12:00:00Z');

  const moved = momentWithinHours(saturday, 'Europe/Berlin', 'office', 0);

  expect(localTime(moved, 'Europe/Berlin')).toEqual({ minuteOfDay: 9 * 60, weekday: 1 });
});

test('whatever the moment and the zone, the moved one is within the hours and not before', () => {
  for (const timeZone of ['America/Los_Angeles', 'Europe/London', 'Asia/Makassar']) {
    for (let hour = 0; hour < 24 * 9; hour += 5) {
      const at = new Date(Date.UTC(2026, 9, 20, hour, 17));

      const moved = momentWithinHours(at, timeZone, 'shop', 0.9);

      expect(moved.getTime()).toBeGreaterThanOrEqual(at.getTime());
      expect(isWithinHours(moved, timeZone, 'shop')).toBe(true);
    }
  }
});
