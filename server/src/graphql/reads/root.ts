import { type FieldNode, getArgumentValues, type GraphQLField } from 'graphql';
import { Prisma } from '../../platform/database.ts';
import { readGlobalId } from '../global-id.ts';
import { keyField, sourceOf, visibleSql } from '../node-source.ts';
import type { Compiling } from './compiling.ts';
import { type Declared, declaredAs } from './declared.ts';
import type { Piece } from './json-text.ts';
import { listPieces } from './list.ts';
import { NotCompiled } from './not-compiled.ts';
import { rowOrNull } from './row-or-null.ts';
import { columnOf, modelOf } from './sql-map.ts';

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
  throw new NotCompiled(`Query.${field.name} is code`);
}

function onePieces(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  { type, where }: Extract<Declared, { kind: 'ONE' }>,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  const source = sourceOf(type)!;
  const { sqls } = compiling.bind(nodes[0]!, ({ variables, asClass }) => {
    const condition = where(getArgumentValues(field, nodes[0]!, variables) as never, asClass);
    return {
      facts: null,
      sqls: [Prisma.sql`${visibleSql(source, asClass)} AND ${condition ?? Prisma.raw('FALSE')}`],
    };
  });
  return rowOrNull(compiling, type, source, sqls[0]!, nodes);
}

/** The type that `node` is asked for is a part of the shape: its selection depends on it. */
function nodePieces(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  const { typename } = nodeReference(field, nodes[0]!, compiling.variables) ?? {};
  const source = typename === undefined ? undefined : sourceOf(typename);
  if (!source || !compiling.run.asClass.permissions.has(source.permission)) return ['null'];
  const key = Prisma.raw(`x.${columnOf(modelOf(source.model), keyField(source)).column}`);
  const { sqls } = compiling.bind(nodes[0]!, ({ variables, asClass }) => {
    const { id } = nodeReference(field, nodes[0]!, variables)!;
    return {
      facts: null,
      sqls: [Prisma.sql`${visibleSql(source, asClass)} AND ${key} = ${id}::uuid`],
    };
  });
  return rowOrNull(compiling, typename!, source, sqls[0]!, nodes);
}

/** What the id of a `node` field names. Null: nothing of ours. */
export function nodeReference(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): { readonly typename: string; readonly id: string } | null {
  return readGlobalId(String(getArgumentValues(field, node, variables)['id']));
}
