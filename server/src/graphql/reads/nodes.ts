import { type FieldNode, getArgumentValues, type GraphQLField } from 'graphql';
import { Prisma } from '../../platform/database.ts';
import { NO_ID } from '../global-id.ts';
import { type NodeReference, readReferences } from '../node-references.ts';
import { keyField, type NodeSource, sourceOf, visibleSql } from '../node-source.ts';
import type { Compiling } from './compiling.ts';
import { literal, type Piece, textOf } from './json-text.ts';
import { rowOrNull } from './row-or-null.ts';
import type { Run, Site } from './site.ts';
import { columnOf, modelOf } from './sql-map.ts';

/** What the ids of a `node` or `nodes` field name. @throws {Refusal} they are too many */
function referencesOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Run['variables'],
): NodeReference[] {
  const { id, ids } = getArgumentValues(field, node, variables);
  return readReferences((Array.isArray(ids) ? ids : [id]).map(String));
}

/**
 * The types that a `node` or `nodes` field is asked for, in alphabetical order: a part of the shape,
 * since the selection depends on them. @throws {Refusal} the ids are too many
 */
export function typesAskedFor(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Run['variables'],
): string[] {
  const typenames = new Set<string>();
  for (const reference of referencesOf(field, node, variables)) {
    if (reference && sourceOf(reference.typename)) typenames.add(reference.typename);
  }
  return [...typenames].sort();
}

/** The object that a global id names, or null. */
export function nodePieces(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  const { sqls } = compiling.bind(nodes[0]!, ({ variables }) => {
    const [reference] = referencesOf(field, nodes[0]!, variables);
    return { facts: null, sqls: [Prisma.sql`${reference?.id ?? NO_ID}::uuid`] };
  });
  const [typename] = typesAskedFor(field, nodes[0]!, compiling.variables);
  return typename === undefined ? ['null'] : nodeOf(compiling, typename, sqls[0]!, nodes);
}

/** The objects that global ids name, in their order, each as `node` tells it. */
export function nodesPieces(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  const { sqls } = compiling.bind(nodes[0]!, idsSite(field, nodes[0]!));
  const asked = compiling.nextAlias();
  const branches = typesAskedFor(field, nodes[0]!, compiling.variables).map(
    (typename) =>
      Prisma.sql`WHEN ${Prisma.raw(literal(typename))} THEN ${textOf(nodeOf(compiling, typename, Prisma.raw(`${asked}.id`), nodes))}`,
  );
  const one =
    branches.length === 0
      ? Prisma.raw("'null'")
      : Prisma.sql`CASE ${Prisma.raw(asked)}.type ${Prisma.join(branches, ' ')} ELSE 'null' END`;
  return [
    '[',
    Prisma.sql`coalesce((SELECT string_agg(${one}, ',' ORDER BY ${Prisma.raw(asked)}.n)
      FROM unnest(${sqls[0]!}, ${sqls[1]!}) WITH ORDINALITY ${Prisma.raw(asked)} (id, type, n)), '')`,
    ']',
  ];
}

function idsSite(field: GraphQLField<unknown, unknown>, node: FieldNode): Site<null> {
  return ({ variables }) => {
    const references = referencesOf(field, node, variables);
    const ids = references.map((reference) => reference?.id ?? NO_ID);
    const typenames = references.map((reference) => reference?.typename ?? '');
    return { facts: null, sqls: [Prisma.sql`${ids}::uuid[]`, Prisma.sql`${typenames}::text[]`] };
  };
}

function nodeOf(
  compiling: Compiling,
  typename: string,
  id: Prisma.Sql,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  const source = sourceOf(typename)!;
  const { asClass } = compiling.run;
  if (!asClass.permissions.has(source.permission)) return ['null'];
  const { sqls } = compiling.bindFixed({ facts: null, sqls: [visibleSql(source, asClass)] });
  return rowOrNull(
    compiling,
    typename,
    source,
    Prisma.sql`${sqls[0]!} AND ${keySql(source)} = ${id}`,
    nodes,
  );
}

function keySql(source: NodeSource): Prisma.Sql {
  return Prisma.raw(`x.${columnOf(modelOf(source.model), keyField(source)).column}`);
}
