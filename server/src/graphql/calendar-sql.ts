import { Prisma } from '../platform/database.ts';

type Sql = Prisma.Sql;

/** The spans by which time is grouped. Weeks begin on Monday. */
export type CalendarInterval = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const STEP = {
  DAY: '1 day',
  WEEK: '7 days',
  MONTH: '1 month',
  QUARTER: '3 months',
  YEAR: '1 year',
} as const satisfies Record<CalendarInterval, string>;

/** The local beginning of the span that an instant falls into, as a timestamp without zone. */
export function spanOf(instant: string, interval: CalendarInterval, timeZone: Sql): Sql {
  return Prisma.sql`date_trunc(${Prisma.raw(`'${interval.toLowerCase()}'`)}, ${Prisma.raw(instant)} AT TIME ZONE ${timeZone})`;
}

/** The beginning of the span that is so many after it; before it, where the number is negative. */
export function spanAfter(beginning: Sql, interval: CalendarInterval, spans: number): Sql {
  return Prisma.sql`(${beginning} + ${Prisma.raw(`${spans} * interval '${STEP[interval]}'`)})`;
}

/** How many spans there are from one beginning to another, both counted. */
export function spanCount(first: Sql, last: Sql, interval: CalendarInterval): Sql {
  if (interval === 'DAY' || interval === 'WEEK') {
    const days = Prisma.raw(interval === 'DAY' ? '1' : '7');
    return Prisma.sql`((${last})::date - (${first})::date) / ${days} + 1`;
  }
  const months = Prisma.raw({ MONTH: '1', QUARTER: '3', YEAR: '12' }[interval]);
  const monthOf = (time: Sql) =>
    Prisma.sql`(extract(year FROM ${time})::int * 12 + extract(month FROM ${time})::int)`;
  return Prisma.sql`(${monthOf(last)} - ${monthOf(first)}) / ${months} + 1`;
}

/** All beginnings from one to another, as rows of one column `key`. */
export function spanSeries(first: Sql, last: Sql, interval: CalendarInterval): Sql {
  return Prisma.sql`generate_series(${first}, ${last}, ${Prisma.raw(`interval '${STEP[interval]}'`)})`;
}

/**
 * The instant at which a local beginning is. Where clocks go forward over it, the instant at which they
 * do. Where they go back over it, it comes twice, and this is the first: `AT TIME ZONE` has the second,
 * so it is tried with the offset of the day before, too. Within the years that a DateTime can tell, 1 to 9999.
 */
export function instantOf(beginning: Sql, timeZone: Sql): Sql {
  return Prisma.sql`(
    SELECT least(greatest(CASE WHEN earlier.at AT TIME ZONE ${timeZone} = local.at THEN least(earlier.at, later.at) ELSE later.at END,
      '0001-01-01 00:00'), '9999-12-31 23:59:59.999')
    FROM (SELECT ${beginning} AS at) local,
      LATERAL (SELECT local.at AT TIME ZONE ${timeZone} AS at) later,
      LATERAL (SELECT later.at - interval '24 hours' AS at) before,
      LATERAL (SELECT (local.at - (before.at AT TIME ZONE ${timeZone} - before.at AT TIME ZONE 'UTC')) AT TIME ZONE 'UTC' AS at) earlier)`;
}
