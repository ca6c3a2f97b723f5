import { displayLocale } from './display-locale.ts';

/** Writes an instant out in full, in the reader's own time zone, which it names. */
export function exactTime(at: Date): string {
  return new Intl.DateTimeFormat(displayLocale(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

/** Writes the hour and minute only, in the reader's time zone or the given one. */
export function clockTime(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat(displayLocale(), {
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone && { timeZone }),
  }).format(at);
}

/** Writes a day as a heading: "Today", "Yesterday", "Tuesday, 3 November". */
export function dayHeading(at: Date, now: Date): string {
  const day = new Date(at).setHours(0, 0, 0, 0);
  const today = new Date(now).setHours(0, 0, 0, 0);
  const yesterday = new Date(today);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === today) return 'Today';
  if (day === yesterday.getTime()) return 'Yesterday';
  return new Intl.DateTimeFormat(displayLocale(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(at);
}
