const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that an instant is in a time zone, as `YYYY-MM-DD`: by the runtime's calendar, not the database's. */
export function localDay(time: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(time).map((p) => [p.type, p.value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** The first day of the span that a day is in. */
export function spanStart(day: string, interval: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const iso = (y: number, m: number, d: number) =>
    new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10);
  if (interval === 'YEAR') return iso(year, 1, 1);
  if (interval === 'QUARTER') return iso(year, month - ((month - 1) % 3), 1);
  if (interval === 'MONTH') return iso(year, month, 1);
  if (interval === 'DAY') return day;
  const time = Date.parse(`${day}T00:00:00Z`);
  const sinceMonday = (new Date(time).getUTCDay() + 6) % 7;
  return new Date(time - sinceMonday * 86_400_000).toISOString().slice(0, 10);
}

/** The first day of the span before. */
export function spanBefore(start: string, interval: string): string {
  const dayBefore = new Date(Date.parse(`${start}T00:00:00Z`) - 86_400_000);
  return spanStart(dayBefore.toISOString().slice(0, 10), interval);
}
