import type { FieldMask } from '../kernel/field-mask.ts';
import { Prisma } from '../platform/database.ts';
import type { ListDefinition, Measure } from './list-definition.ts';
import { Refusal } from './refusal.ts';

type Sql = Prisma.Sql;

/** What is asked of a measure. */
export type Operation = 'count' | 'sum' | 'avg' | 'min' | 'max';

/** One value of an aggregate: `count`, the number of rows; or an operation on a measure. */
export type AggregateColumn = 'count' | `${string}.${Operation}`;

/** What each type of measure can be asked. */
export const operationsOf = {
  INT: ['count', 'sum', 'avg', 'min', 'max'],
  DATE_TIME: ['count', 'min', 'max'],
} as const satisfies Record<Measure['type'], readonly Operation[]>;

/**
 * The expression of a column over the rows `x`. A sum is text, since it may be greater than any integer
 * of JavaScript's. So is an average: rounded to 6 places, it is written as JavaScript writes the number.
 */
export function columnSql(list: ListDefinition, column: AggregateColumn): Sql {
  if (column === 'count') return Prisma.raw('count(*)::int');
  const [name, operation] = column.split('.') as [string, Operation];
  const { sql } = list.measures[name]!;
  return Prisma.raw(
    {
      count: `count(${sql})::int`,
      sum: `coalesce(sum(${sql}), 0)::text`,
      avg: `trim_scale(round(avg(${sql}), 6))::text`,
      min: `min(${sql})`,
      max: `max(${sql})`,
    }[operation],
  );
}

/** What a column is where there are no rows, as SQL. */
export function columnOfNothing(column: AggregateColumn): 'NULL' | '0' | `'0'` {
  if (column === 'count' || column.endsWith('.count')) return '0';
  return column.endsWith('.sum') ? `'0'` : 'NULL';
}

/** @throws {Refusal} FORBIDDEN: a column is of a measure that is masked */
export function requireSeenColumns(
  list: ListDefinition,
  columns: readonly AggregateColumn[],
  masks: ReadonlySet<FieldMask>,
): void {
  for (const column of columns) {
    const [name] = column.split('.') as [string];
    requireSeen(name, list.measures[name]?.maskedBy, masks);
  }
}

/** @throws {Refusal} FORBIDDEN: what is named is masked */
export function requireSeen(
  name: string,
  maskedBy: FieldMask | undefined,
  masks: ReadonlySet<FieldMask>,
): void {
  if (maskedBy && masks.has(maskedBy)) {
    throw new Refusal('FORBIDDEN', `Your role may not see this, nor count by it: ${name}.`);
  }
}
