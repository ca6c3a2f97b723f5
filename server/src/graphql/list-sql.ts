import type { Visibility } from '../kernel/viewer.ts';
import { Prisma } from '../platform/database.ts';
import type { ListPosition } from './list-cursor.ts';
import type { Direction, ListArguments, ListDefinition, Order } from './list-definition.ts';
import { matches, relevance } from './search-sql.ts';
import { scopeSql } from './visibility.ts';

type Sql = Prisma.Sql;

/** One row of a page: its parent (null at the root), its key, and the values of the order keys as text. */
export interface KeyRow {
  readonly parent: string | null;
  readonly key: string;
  readonly keys: string[];
}

/** The parents below which a list is read: a column of the list's table, and the parents' keys. */
export interface Parents {
  readonly column: string;
  readonly keys: readonly string[];
}

interface SqlKey {
  readonly sql: Sql;
  readonly cast: Sql;
  readonly direction: Direction;
}

const RELEVANCE = 'RELEVANCE';

/** The order in effect: the caller's, or the best match first, or the list's own. */
export function effectiveOrder(list: ListDefinition, args: ListArguments): readonly Order[] {
  if (args.orderBy.length > 0) return args.orderBy;
  return args.search === null ? list.defaultOrder : [{ field: RELEVANCE, direction: 'DESC' }];
}

/** What a page is read by, over the list's table as `x`. */
export interface PageSql {
  /** Which rows, without the parent whose list it is. */
  readonly where: Sql;
  /** In which order they are read: backwards where the page is the last of something. */
  readonly orderBy: Sql;
  /** What a row stands by: the values of the order's keys. */
  readonly keys: readonly Sql[];
}

/** The parts of the statement that reads a page, which goes on behind `after`. */
export function pageSql(
  list: ListDefinition,
  viewer: Visibility,
  args: ListArguments,
  after: ListPosition | null,
): PageSql {
  const keys = sqlKeys(list, viewer, args);
  const conditions = conditionsOf(list, viewer, args);
  if (after) conditions.push(beyond(keys, after));
  return {
    where: Prisma.join(conditions, ' AND '),
    orderBy: Prisma.join(
      keys.map((k) => Prisma.sql`${k.sql} ${Prisma.raw(k.direction)}`),
      ', ',
    ),
    keys: keys.map((k) => k.sql),
  };
}

/**
 * The statement that finds one page's keys: a plain SELECT at the root, one lateral SELECT for all
 * parents otherwise. It reads one row more than wanted, to know whether there is a next page.
 */
export function keysSql(
  list: ListDefinition,
  viewer: Visibility,
  args: ListArguments,
  after: ListPosition | null,
  parents: Parents | null,
): Sql {
  const { where, orderBy, keys } = pageSql(list, viewer, args, after);
  const ofParent = parents
    ? Prisma.sql`AND ${Prisma.raw(`x.${parents.column}`)} = p.id`
    : Prisma.empty;
  const page = Prisma.sql`
    SELECT x.${Prisma.raw(list.key)}::text AS key, ${positionSql(keys)} AS keys,
      row_number() OVER (ORDER BY ${orderBy}) AS n
    FROM ${Prisma.raw(list.table)} x
    WHERE ${where} ${ofParent}
    ORDER BY ${orderBy} LIMIT ${Prisma.raw(String(args.size + 1))}`;
  if (!parents) return Prisma.sql`SELECT NULL AS parent, key, keys FROM (${page}) page ORDER BY n`;
  return Prisma.sql`
    SELECT p.id::text AS parent, page.key, page.keys
    FROM unnest(${[...parents.keys]}::uuid[]) p (id) CROSS JOIN LATERAL (${page}) page
    ORDER BY p.id, page.n`;
}

/** Where a row stands, as an array of texts. */
function positionSql(keys: readonly Sql[]): Sql {
  return Prisma.sql`ARRAY[${Prisma.join(keys.map((key) => Prisma.sql`(${key})::text`))}]`;
}

/** The statement that counts a list's rows, per parent or at the root. */
export function countSql(
  list: ListDefinition,
  viewer: Visibility,
  args: ListArguments,
  parents: Parents | null,
): Sql {
  const where = Prisma.join(conditionsOf(list, viewer, args), ' AND ');
  const table = Prisma.raw(list.table);
  if (!parents)
    return Prisma.sql`SELECT NULL AS parent, count(*)::int AS count FROM ${table} x WHERE ${where}`;
  const column = Prisma.raw(`x.${parents.column}`);
  return Prisma.sql`
    SELECT ${column}::text AS parent, count(*)::int AS count FROM ${table} x
    WHERE ${where} AND ${column} = ANY (${[...parents.keys]}::uuid[]) GROUP BY 1`;
}

/** What the rows of a list meet, whichever page is asked for: by workspace, row scope, filter and search. */
export function conditionsOf(
  list: ListDefinition,
  viewer: Visibility,
  args: Pick<ListArguments, 'filter' | 'search'>,
): Sql[] {
  const conditions = [Prisma.sql`x.workspace_id = ${viewer.workspaceId}::uuid`];
  const inScope = list.rows && scopeSql(list.rows, viewer.scope, 'x');
  if (inScope) conditions.push(inScope);
  const always = list.always?.(args.filter);
  if (always) conditions.push(always);
  if (args.filter != null) conditions.push(list.filter.toSql(args.filter, viewer.masks));
  if (args.search !== null) conditions.push(matches(list, viewer, args.search));
  return conditions;
}

function sqlKeys(list: ListDefinition, viewer: Visibility, args: ListArguments): SqlKey[] {
  const flip = (direction: Direction): Direction =>
    args.isBackward ? (direction === 'ASC' ? 'DESC' : 'ASC') : direction;
  const order = effectiveOrder(list, args);
  const keys = order.map(({ field, direction }) =>
    field === RELEVANCE
      ? {
          sql: relevance(list, viewer, args.search!),
          cast: Prisma.raw('numeric'),
          direction: flip(direction),
        }
      : {
          sql: Prisma.raw(list.orders[field]!.sql),
          cast: Prisma.raw(list.orders[field]!.cast),
          direction: flip(direction),
        },
  );
  return [
    ...keys,
    {
      sql: Prisma.raw(`x.${list.key}`),
      cast: Prisma.raw('uuid'),
      direction: keys.at(-1)?.direction ?? 'ASC',
    },
  ];
}

/** The rows strictly beyond a position: one row comparison where all keys go one way, which an index can follow. */
function beyond(keys: readonly SqlKey[], position: ListPosition): Sql {
  const values = keys.map((k, i) => Prisma.sql`${position[i]}::${k.cast}`);
  const sign = (direction: Direction) => Prisma.raw(direction === 'ASC' ? '>' : '<');
  if (keys.every((k) => k.direction === keys[0]!.direction)) {
    return Prisma.sql`(${Prisma.join(keys.map((k) => k.sql))}) ${sign(keys[0]!.direction)} (${Prisma.join(values)})`;
  }
  const branches = keys.map((k, i) => {
    const equal = keys.slice(0, i).map((earlier, j) => Prisma.sql`${earlier.sql} = ${values[j]!}`);
    return Prisma.sql`(${Prisma.join([...equal, Prisma.sql`${k.sql} ${sign(k.direction)} ${values[i]!}`], ' AND ')})`;
  });
  return Prisma.sql`(${Prisma.join(branches, ' OR ')})`;
}
