import DataLoader from 'dataloader';
import { whileWanted } from '../platform/cancellable.ts';
import { Prisma } from '../platform/database.ts';
import { databaseRefusal, sqlStates } from '../platform/sql-state.ts';
import type { AggregateColumn } from './aggregate-columns.ts';
import type { Context } from './context.ts';
import { aggregateSql, type GroupBy, groupsSql } from './list-aggregate-sql.ts';
import type { ListArguments, ListDefinition } from './list-definition.ts';
import { conditionsOf } from './list-sql.ts';
import { Refusal } from './refusal.ts';

/** The key of the list at the root, where there is no parent. */
export const ROOT = '';

/** The columns asked for, as PostgreSQL answers them. */
export type AggregateValues = Readonly<Record<AggregateColumn, unknown>>;

/** Rows that have one value in common, or fall into one span of time. */
export interface ListGroup extends AggregateValues {
  readonly grouping: string;
  /** The value they have in common, as text; of a span its local first day. Null: they have none. */
  readonly key: string | null;
  readonly start_at: Date | null;
  readonly end_at: Date | null;
}

/** Some groups of a list, and what is left over. */
export interface ListGroups {
  readonly nodes: readonly ListGroup[];
  readonly totalCount: number;
  /** How many rows the groups hold that are not among `nodes`. */
  readonly otherCount: number;
}

/** What can be said of a list as a whole: for all parents that ask for the same at once, in one statement. */
export interface ListAggregates {
  aggregate(parent: string, columns: readonly AggregateColumn[]): Promise<AggregateValues>;
  groups(
    parent: string,
    by: GroupBy,
    size: number,
    columns: readonly AggregateColumn[],
  ): Promise<ListGroups>;
}

interface GroupRow extends Omit<ListGroup, 'grouping'> {
  readonly parent: string;
  readonly n: number | null;
  readonly total: number;
  readonly other: number;
}

/** Makes what aggregates a list: below a column of its table, or at the root, where the parent is `ROOT`. */
export function aggregatesOf(
  ctx: Context,
  list: ListDefinition,
  args: ListArguments,
  parentColumn: string | null,
): ListAggregates {
  const { masks } = ctx.viewer;
  // Made when it is needed: what is wrong with a filter is the list's to say.
  const rows = () => {
    const conditions = conditionsOf(list, ctx.viewer, args);
    if (parentColumn !== null) conditions.push(Prisma.raw(`x.${parentColumn} = p.id`));
    return { list, masks, where: Prisma.join(conditions, ' AND ') };
  };
  const ask = <Row>(parents: readonly string[], one: Prisma.Sql) =>
    whileWanted(ctx.asking.signal, () =>
      ctx.database.$queryRaw<(Row & { readonly parent: string })[]>(
        parentColumn !== null
          ? Prisma.sql`SELECT p.id::text AS parent, one.* FROM unnest(${[...parents]}::uuid[]) p (id) CROSS JOIN LATERAL (${one}) one`
          : Prisma.sql`SELECT ${ROOT} AS parent, one.* FROM (${one}) one`,
      ),
    );
  const loaders = new Map<string, DataLoader<string, unknown>>();
  const loader = <T>(what: unknown, load: (parents: readonly string[]) => Promise<T[]>) => {
    const key = JSON.stringify(what);
    const found = loaders.get(key) ?? new DataLoader<string, unknown>(load);
    loaders.set(key, found);
    return found as DataLoader<string, T>;
  };

  return {
    aggregate: (parent, columns) =>
      loader(columns, async (parents) => {
        const found = await ask<AggregateValues>(parents, aggregateSql(rows(), columns));
        const byParent = new Map(found.map((row) => [row.parent, row]));
        return parents.map((one) => byParent.get(one)!);
      }).load(parent),
    groups: (parent, by, size, columns) =>
      loader([by.grouping, by.spans, size, columns], async (parents) => {
        const statement = groupsSql(rows(), by, size, columns);
        const found = await knowingZone(by, () => ask<GroupRow>(parents, statement));
        const byParent = Map.groupBy(found, (row) => row.parent);
        return parents.map((one) => groupsOf(byParent.get(one)!, by));
      }).load(parent),
  };
}

function groupsOf(rows: readonly GroupRow[], { grouping }: GroupBy): ListGroups {
  const shown = rows.filter(({ n }) => n !== null).toSorted((a, b) => a.n! - b.n!);
  const { total, other } = rows[0]!;
  return {
    nodes: shown.map((row) => ({ ...row, grouping })),
    totalCount: total,
    otherCount: other,
  };
}

/** The runtime and the database each have their own list of time zones, and these may differ by a new one. */
async function knowingZone<T>({ spans }: GroupBy, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (spans && databaseRefusal(error)?.sqlState === sqlStates.invalidParameterValue) {
      throw unknownTimeZone();
    }
    throw error;
  }
}

/** What is answered to the name of a time zone that is none. */
export function unknownTimeZone(): Refusal {
  return new Refusal(
    'INVALID_INPUT',
    'Give an IANA time zone by its area and place, such as Europe/Istanbul, or UTC.',
  );
}
