import { type FieldNode, getNamedType, isObjectType } from 'graphql';
import { Prisma } from '../../platform/database.ts';
import type { NodeSource } from '../node-source.ts';
import type { Compiling } from './compiling.ts';
import { type Piece, textOf } from './json-text.ts';
import { NotCompiled } from './not-compiled.ts';
import { From } from './row.ts';
import { setsBelow } from './selection.ts';
import { modelOf } from './sql-map.ts';

/** The pieces of the one row of a type that meets a condition over its table as `x`, or of null. */
export function rowOrNull(
  compiling: Compiling,
  typename: string,
  source: NodeSource,
  where: Prisma.Sql,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  const type = getNamedType(compiling.schema.getType(typename));
  if (!isObjectType(type)) throw new NotCompiled(`${typename} is no object type`);
  const from = new From(modelOf(source.model), compiling.nextAlias);
  const pieces = compiling.row(type, from.row, setsBelow(nodes));
  const { model, alias } = from.row;
  return [
    Prisma.sql`coalesce((SELECT ${textOf(pieces)}
      FROM (SELECT ${from.columnsSql} FROM ${Prisma.raw(`${model.table} x`)} WHERE ${where}) ${Prisma.raw(alias)} ${from.joinsSql}), 'null')`,
  ];
}
