export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const DAYS_OF_WEEK = 7;

export type Hours = 'office' | 'shop' | 'awake' | 'dayBefore';

// Minutes after local midnight, and days (0 is Sunday). On `dayBefore` one may say “tomorrow” of
// something that happens in `office` hours.
const openings = {
  office: { from: 9 * 60, to: 17 * 60 + 30, days: [1, 2, 3, 4, 5] },
  shop: { from: 8 * 60 + 30, to: 19 * 60, days: [1, 2, 3, 4, 5, 6] },
  dayBefore: { from: 10 * 60, to: 16 * 60, days: [0, 1, 2, 3, 4] },
  awake: { from: 7 * 60, to: 22 * 60 + 30, days: [0, 1, 2, 3, 4, 5, 6] },
} as const satisfies Record<Hours, { from: number; to: number; days: readonly number[] }>;

const formats = new Map<string, Intl.DateTimeFormat>();

// How far the zone's clocks are ahead of UTC at that moment.
function offsetMs(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(at));
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * MINUTE_MS;
}

export interface LocalTime {
  readonly minuteOfDay: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

export function localTime(at: Date, timeZone: string): LocalTime {
  const local = new Date(at.getTime() + offsetMs(at.getTime(), timeZone));
  return {
    minuteOfDay: local.getUTCHours() * 60 + local.getUTCMinutes(),
    weekday: local.getUTCDay(),
  };
}

export function isWithinHours(at: Date, timeZone: string, hours: Hours): boolean {
  const { weekday } = localTime(at, timeZone);
  const isOpenDay = openings[hours].days.some((day) => day === weekday);
  return isOpenDay && isTimeOfDayFor(at, timeZone, hours);
}

/** The same, whatever the day of the week. */
export function isTimeOfDayFor(at: Date, timeZone: string, hours: Hours): boolean {
  const { from, to } = openings[hours];
  const { minuteOfDay } = localTime(at, timeZone);
  return minuteOfDay >= from && minuteOfDay < to;
}

// Keeps a moment that is already within the hours; else moves it into the next opening, where
// `spread` (0 to 1) says how far into the first half of that day it falls.
export function momentWithinHours(at: Date, timeZone: string, hours: Hours, spread: number): Date {
  if (isWithinHours(at, timeZone, hours)) return at;
  const { from, to, days } = openings[hours];
  const local = new Date(at.getTime() + offsetMs(at.getTime(), timeZone));
  const minuteOfDay = local.getUTCHours() * 60 + local.getUTCMinutes();
  const midnight = local.getTime() - (local.getTime() % DAY_MS);
  let day = minuteOfDay < from ? 0 : 1;
  const isOpen = (ahead: number) =>
    days.some((open) => open === (local.getUTCDay() + ahead) % DAYS_OF_WEEK);
  while (!isOpen(day)) day += 1;
  const into = (from + ((to - from) / 2) * spread) * MINUTE_MS;
  const wanted = midnight + day * DAY_MS + into;
  return new Date(wanted - offsetMs(wanted - offsetMs(at.getTime(), timeZone), timeZone));
}
