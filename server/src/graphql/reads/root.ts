import { type FieldNode, getArgumentValues, type GraphQLField } from 'graphql';
import { Prisma } from '../../platform/database.ts';
import { sourceOf, visibleSql } from '../node-source.ts';
import type { Compiling } from './compiling.ts';
import { type Declared, declaredAs } from './declared.ts';
import type { Piece } from './json-text.ts';
import { listPieces } from './list.ts';
import { nodePieces, nodesPieces } from './nodes.ts';
import { NotCompiled } from './not-compiled.ts';
import { rowOrNull } from './row-or-null.ts';

/** The pieces of a field of `Query`. @throws {NotCompiled} it is code, or asks for something that is */
export function rootPieces(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  if (compiling.isMasked(field)) throw new NotCompiled(`${field.name} is hidden`);
  const declared = declaredAs(field);
  if (declared?.kind === 'LIST') return listPieces(compiling, field, declared, null, nodes);
  if (declared?.kind === 'ONE') return onePieces(compiling, field, declared, nodes);
  if (declared?.kind === 'NODE') return nodePieces(compiling, field, nodes);
  if (declared?.kind === 'NODES') return nodesPieces(compiling, field, nodes);
  throw new NotCompiled(`Query.${field.name} is code`);
}

function onePieces(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  { type, where }: Extract<Declared, { kind: 'ONE' }>,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  const source = sourceOf(type)!;
  const visible = compiling.bindFixed({
    facts: null,
    sqls: [visibleSql(source, compiling.run.asClass)],
  });
  const asked = compiling.bind(nodes[0]!, ({ variables, asClass }) => {
    const condition = where(getArgumentValues(field, nodes[0]!, variables) as never, asClass);
    return { facts: null, sqls: [condition ?? Prisma.raw('FALSE')] };
  });
  const both = Prisma.sql`${visible.sqls[0]!} AND ${asked.sqls[0]!}`;
  return rowOrNull(compiling, type, source, both, nodes);
}
