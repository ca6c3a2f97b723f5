import { displayLocale } from './display-locale.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
const JUST_NOW_MS = 45 * SECOND_MS;

/** Says how long ago something was, short enough for a list: "just now", "5m ago", "3 Nov". */
export function describeAge(at: Date, now: Date): string {
  const ageMs = now.getTime() - at.getTime();
  const size = Math.abs(ageMs);
  if (size < JUST_NOW_MS) return 'just now';
  const format = new Intl.RelativeTimeFormat(displayLocale(), { style: 'narrow' });
  const sign = ageMs < 0 ? 1 : -1;
  if (size < HOUR_MS)
    return format.format(sign * Math.max(1, Math.round(size / MINUTE_MS)), 'minute');
  if (size < DAY_MS) return format.format(sign * Math.round(size / HOUR_MS), 'hour');
  if (size < WEEK_MS) return format.format(sign * Math.round(size / DAY_MS), 'day');
  return new Intl.DateTimeFormat(displayLocale(), {
    day: 'numeric',
    month: 'short',
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(at);
}
