import type { GraphQLField, GraphQLObjectType, SelectionSetNode } from 'graphql';
import { Prisma } from '../../platform/database.ts';
import type { Compiling } from './compiling.ts';
import { type Piece, textOf } from './json-text.ts';
import { NotCompiled } from './not-compiled.ts';
import { From, type Row } from './row.ts';
import { columnOf, joinOf, type Model } from './sql-map.ts';

interface RelationQuery {
  readonly orderBy?: Readonly<Record<string, 'asc' | 'desc'>>;
}

/** The pieces of a list without pages: all rows of a relation, in the order that its field declares. */
export function listRelationPieces(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  target: GraphQLObjectType,
  row: Row,
  relation: string,
  sets: readonly SelectionSetNode[],
): readonly Piece[] {
  const { model, pairs } = joinOf(row.model, relation);
  const from = new From(model, compiling.nextAlias);
  const { alias } = from.row;
  const orderBy = orderOf(queryOf(field), model).map(
    ([column, direction]) => `${alias}.${column} ${direction}`,
  );
  const pieces = compiling.row(target, from.row, sets);
  const on = pairs.map(([ours, theirs]) => `${alias}.${theirs} = ${placeOf(row, ours)}`);
  return [
    '[',
    Prisma.sql`coalesce((SELECT string_agg(${textOf(pieces)}, ',' ORDER BY ${Prisma.raw(orderBy.join(', '))})
      FROM ${Prisma.raw(`${model.table} ${alias}`)} ${from.joinsSql}
      WHERE ${Prisma.raw(on.join(' AND '))}), '')`,
    ']',
  ];
}

function placeOf(row: Row, column: string): string {
  const field = Object.entries(row.model.columns).find(([, found]) => found.column === column)![0];
  return row.at(field);
}

/** The order, which has to be total among the rows of one parent: the last part of the key is in it. */
function orderOf(
  { orderBy = {} }: RelationQuery,
  model: Model,
): [column: string, direction: string][] {
  if (!Object.hasOwn(orderBy, model.key.at(-1)!))
    throw new NotCompiled(`the order of ${model.table} is not total`);
  return Object.entries(orderBy).map(([name, direction]) => [
    columnOf(model, name).column,
    direction.toUpperCase(),
  ]);
}

/** The `query` that a relation was declared with. Pothos keeps it in a closure: it is asked with arguments that refuse to be read. */
function queryOf({ name, extensions }: GraphQLField<unknown, unknown>): RelationQuery {
  const select = extensions['pothosPrismaSelect'];
  let query: RelationQuery & Record<string, unknown> = {};
  const unreadable = new Proxy(
    {},
    {
      get: (_target, key) => {
        throw new NotCompiled(`${name} reads ${String(key)}`);
      },
    },
  );
  if (typeof select === 'function') {
    select(
      unreadable,
      unreadable,
      (given: unknown) => {
        query = (typeof given === 'function' ? given(unreadable, unreadable) : given) ?? {};
        return {};
      },
      () => new Set(),
    );
  }
  if (Object.keys(query).some((key) => key !== 'orderBy'))
    throw new NotCompiled(`${name} has more than an order`);
  return query;
}
