import { From, type Row } from './row.ts';
import { NotCompiled } from './not-compiled.ts';
import { columnOf, type Model } from './sql-map.ts';
import { orderOf, type RelationQuery } from './relation-query.ts';

/** Prisma's `select` or `include`, as Pothos makes it of a selection. */
export interface PrismaQuery extends RelationQuery {
  readonly select?: Readonly<Record<string, unknown>>;
  readonly include?: Readonly<Record<string, unknown>>;
}

type Revive = (value: never) => unknown;

/** A row as JSON, and how its values become what Prisma would give. */
export interface RowJson {
  /** An SQL expression of type json. */
  readonly sql: string;
  readonly revive: (row: Record<string, unknown>) => void;
}

/** What of a column does not survive JSON. */
const revivers: Readonly<Record<string, Revive | null>> = {
  String: null,
  Int: null,
  Boolean: null,
  Json: null,
  DateTime: (text: string) => new Date(text),
  BigInt: (text: string) => BigInt(text),
};

/** `json_build_object` takes a hundred arguments. */
const MAX_FIELDS = 50;

/** Tells a row as Prisma would load it with that query. @throws {NotCompiled} the query asks for more than columns and relations */
export function rowJson(query: PrismaQuery, row: Row, nextAlias: () => string): RowJson {
  const entries: string[] = [];
  const revivals: ((row: Record<string, unknown>) => void)[] = [];
  for (const [name, below] of selectedFields(query, row.model)) {
    const isRelation = name in row.model.relations;
    const { sql, revive } = isRelation
      ? relationJson(name, below === true ? {} : (below as PrismaQuery), row, nextAlias)
      : columnJson(name, row);
    entries.push(`'${name}', ${sql}`);
    if (revive) revivals.push((loaded) => (loaded[name] = revive(loaded[name] as never)));
  }
  if (entries.length > MAX_FIELDS) throw new NotCompiled(`more than ${MAX_FIELDS} fields`);
  return {
    sql: `json_build_object(${entries.join(', ')})`,
    revive: (loaded) => {
      for (const revive of revivals) revive(loaded);
    },
  };
}

function selectedFields({ select, include, ...rest }: PrismaQuery, { columns }: Model) {
  const more = Object.keys(rest).filter((key) => key !== 'orderBy');
  if (more.length > 0) throw new NotCompiled(`a query with ${more.join(', ')}`);
  const all = select ? {} : Object.fromEntries(Object.keys(columns).map((name) => [name, true]));
  return Object.entries({ ...all, ...(select ?? include) }).filter(([, below]) => Boolean(below));
}

interface ValueJson {
  readonly sql: string;
  readonly revive: Revive | null;
}

function columnJson(name: string, row: Row): ValueJson {
  const { type, isEnum, isList } = columnOf(row.model, name);
  const revive = isEnum ? null : revivers[type];
  if (revive === undefined || (revive && isList)) throw new NotCompiled(`no JSON of ${type}`);
  const at = row.at(name);
  return {
    // As a number it would lose digits.
    sql: type === 'BigInt' ? `${at}::text` : at,
    revive: revive && ((value) => (value === null ? null : revive(value))),
  };
}

function relationJson(
  name: string,
  query: PrismaQuery,
  row: Row,
  nextAlias: () => string,
): ValueJson {
  if (row.model.relations[name]!.isList) return listJson(name, query, row, nextAlias);
  const { row: other } = row.joined(name);
  const { sql, revive } = rowJson(query, other, nextAlias);
  const key = other.at(other.model.key.at(-1)!);
  return {
    sql: `CASE WHEN ${key} IS NOT NULL THEN ${sql} END`,
    revive: (value: Record<string, unknown> | null) => {
      if (value) revive(value);
      return value;
    },
  };
}

function listJson(name: string, query: PrismaQuery, row: Row, nextAlias: () => string): ValueJson {
  const { from, on } = From.ofRelation(row, name, nextAlias);
  const { sql, revive } = rowJson(query, from.row, nextAlias);
  const orderBy = query.orderBy ? ` ORDER BY ${orderOf(query, from.row)}` : '';
  return {
    sql: `(SELECT coalesce(json_agg(${sql}${orderBy}), '[]') FROM ${from.row.model.table} ${from.row.alias} ${from.joinsText} WHERE ${on})`,
    revive: (rows: Record<string, unknown>[]) => {
      for (const one of rows) revive(one);
      return rows;
    },
  };
}
