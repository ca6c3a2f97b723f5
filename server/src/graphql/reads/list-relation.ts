import type { GraphQLField, GraphQLObjectType, SelectionSetNode } from 'graphql';
import { Prisma } from '../../platform/database.ts';
import type { Compiling } from './compiling.ts';
import { type Piece, textOf } from './json-text.ts';
import { orderOf, relationQueryOf } from './relation-query.ts';
import { From, type Row } from './row.ts';

/** The pieces of a list without pages: all rows of a relation, in the order that its field declares. */
export function listRelationPieces(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  target: GraphQLObjectType,
  row: Row,
  relation: string,
  sets: readonly SelectionSetNode[],
): readonly Piece[] {
  const { from, on } = From.ofRelation(row, relation, compiling.nextAlias);
  const { model, alias } = from.row;
  const orderBy = orderOf(relationQueryOf(field), from.row);
  const pieces = compiling.row(target, from.row, sets);
  return [
    '[',
    Prisma.sql`coalesce((SELECT string_agg(${textOf(pieces)}, ',' ORDER BY ${Prisma.raw(orderBy)})
      FROM ${Prisma.raw(`${model.table} ${alias}`)} ${from.joinsSql}
      WHERE ${Prisma.raw(on)}), '')`,
    ']',
  ];
}
