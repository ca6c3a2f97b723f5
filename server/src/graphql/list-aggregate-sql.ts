import type { FieldMask } from '../kernel/field-mask.ts';
import { Prisma } from '../platform/database.ts';
import {
  type AggregateColumn,
  columnOfNothing,
  columnSql,
  requireSeen,
  requireSeenColumns,
} from './aggregate-columns.ts';
import {
  type CalendarInterval,
  instantOf,
  spanAfter,
  spanCount,
  spanOf,
  spanSeries,
} from './calendar-sql.ts';
import type { Grouping, ListDefinition } from './list-definition.ts';

type Sql = Prisma.Sql;

/** Which rows, and from whom some of their columns are hidden. */
export interface AggregatedRows {
  readonly list: ListDefinition;
  readonly masks: ReadonlySet<FieldMask>;
  /** What they meet, over `x`: the conditions of the list and, below a parent, being the parent's. */
  readonly where: Sql;
}

/** How rows are grouped: by a grouping of the list; one of time by spans of the calendar too. The zone is of type text. */
export interface GroupBy {
  readonly grouping: string;
  readonly spans: { readonly interval: CalendarInterval; readonly timeZone: Sql } | null;
}

/**
 * The SELECT of the columns over the rows: one row, whose columns are called as they are.
 *
 * @throws {Refusal} FORBIDDEN: a column is masked
 */
export function aggregateSql(rows: AggregatedRows, columns: readonly AggregateColumn[]): Sql {
  requireSeenColumns(rows.list, columns, rows.masks);
  return Prisma.sql`SELECT ${selected(rows.list, columns)} FROM ${source(rows)}`;
}

/**
 * The SELECT of at most `size` groups and their columns, by `n`: the greatest first, and among equals by
 * `key`; spans of time the latest first, also those between two that hold nothing. What has no value is
 * a group too: after its equals, or after all spans.
 *
 * Each row has `key` (text; of a span, its local first day), `start_at` and `end_at` of a span, the
 * columns, and of all groups together `total`, how many there are, and `other`, how many rows the
 * groups beyond `size` hold. Without groups to show there is one row, whose `n` is null.
 *
 * @throws {Refusal} FORBIDDEN: a column or the grouping is masked
 */
export function groupsSql(
  rows: AggregatedRows,
  by: GroupBy,
  size: number,
  columns: readonly AggregateColumn[],
): Sql {
  const { list, masks } = rows;
  const grouping = list.groupings[by.grouping]!;
  requireSeenColumns(list, columns, masks);
  requireSeen(by.grouping, grouping.maskedBy, masks);
  const measured = columns.filter((column) => column !== 'count');
  const found = Prisma.sql`
    SELECT ${keySql(grouping, by)} AS key, count(*)::int AS count${andColumns(list, measured)}
    FROM ${source(rows)} GROUP BY 1`;
  const limit = Prisma.raw(String(size));
  const names = Prisma.raw(['key', 'count', ...measured.map(quoted)].join(', '));
  const { all, total, startAt, endAt, order } = by.spans
    ? spans(by.spans, measured, size)
    : {
        all: Prisma.sql`SELECT ${names} FROM found`,
        total: Prisma.raw('(SELECT count(*)::int FROM found)'),
        startAt: Prisma.raw('NULL::timestamptz'),
        endAt: Prisma.raw('NULL::timestamptz'),
        order: Prisma.raw(
          `count DESC, key${grouping.by === 'TEXT' ? ' COLLATE "C"' : ''} NULLS LAST`,
        ),
      };
  const key = Prisma.raw(by.spans ? 'shown.key::date::text' : 'shown.key::text');
  const shownColumns = measured.map((column) => `, shown.${quoted(column)}`).join('');
  return Prisma.sql`
    WITH found AS (${found}),
      shown AS (
        SELECT ${names}, row_number() OVER (ORDER BY ${order}) AS n FROM (${all}) every ORDER BY n LIMIT ${limit})
    SELECT shown.n::int AS n, ${key} AS key, ${startAt} AS start_at, ${endAt} AS end_at,
      shown.count${Prisma.raw(shownColumns)}, ${total} AS total,
      coalesce((SELECT sum(count) FROM found), 0)::int - coalesce((SELECT sum(count) FROM shown), 0)::int AS other
    FROM (SELECT) one LEFT JOIN shown ON true ORDER BY shown.n`;
}

function spans(
  { interval, timeZone }: NonNullable<GroupBy['spans']>,
  measured: readonly AggregateColumn[],
  size: number,
) {
  const last = Prisma.raw('(SELECT max(key) FROM found)');
  const first = Prisma.raw('(SELECT min(key) FROM found)');
  const earliest = Prisma.sql`greatest(${first}, ${spanAfter(last, interval, 1 - size)})`;
  const filled = measured.map((column) => {
    const nothing = columnOfNothing(column);
    const value = `found.${quoted(column)}`;
    return `, ${nothing === 'NULL' ? value : `coalesce(${value}, ${nothing})`} AS ${quoted(column)}`;
  });
  const never = ['key', 'count', ...measured.map(quoted)].join(', ');
  const key = Prisma.raw('shown.key');
  return {
    all: Prisma.sql`
      SELECT span.key, coalesce(found.count, 0) AS count${Prisma.raw(filled.join(''))}
      FROM ${spanSeries(earliest, last, interval)} span (key) LEFT JOIN found USING (key)
      UNION ALL SELECT ${Prisma.raw(never)} FROM found WHERE key IS NULL`,
    total: Prisma.sql`(SELECT coalesce(${spanCount(Prisma.raw('min(key)'), Prisma.raw('max(key)'), interval)}, 0)
      + count(*) FILTER (WHERE key IS NULL) FROM found)::int`,
    startAt: instantOf(key, timeZone),
    endAt: instantOf(spanAfter(key, interval, 1), timeZone),
    order: Prisma.raw('key DESC NULLS LAST'),
  };
}

function keySql({ sql }: Grouping, { spans: by }: GroupBy): Sql {
  return by ? spanOf(sql, by.interval, by.timeZone) : Prisma.raw(sql);
}

function source({ list, where }: AggregatedRows): Sql {
  return Prisma.sql`${Prisma.raw(list.table)} x WHERE ${where}`;
}

function selected(list: ListDefinition, columns: readonly AggregateColumn[]): Sql {
  return Prisma.join(
    columns.map(
      (column) => Prisma.sql`${columnSql(list, column)} AS ${Prisma.raw(quoted(column))}`,
    ),
  );
}

function andColumns(list: ListDefinition, columns: readonly AggregateColumn[]): Sql {
  return columns.length === 0 ? Prisma.empty : Prisma.sql`, ${selected(list, columns)}`;
}

const quoted = (column: AggregateColumn) => `"${column}"`;
