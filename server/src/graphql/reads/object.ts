import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { Prisma } from '../../platform/database.ts';
import { keyField, sourceOf } from '../node-source.ts';
import type { Compiling } from './compiling.ts';
import { declaredAs } from './declared.ts';
import { objectPieces, type Piece, textOf } from './json-text.ts';
import { failing, globalIdSql, leafPieces } from './leaf.ts';
import { listPieces } from './list.ts';
import { NotCompiled } from './not-compiled.ts';
import { listRelationPieces } from './list-relation.ts';
import type { Row } from './row.ts';
import { collectFields, setsBelow } from './selection.ts';
import { columnOf } from './sql-map.ts';

/** The pieces of an object's JSON, told from a row. @throws {NotCompiled} one of its fields is not data */
export function rowPieces(
  compiling: Compiling,
  type: GraphQLObjectType,
  row: Row,
  sets: readonly SelectionSetNode[],
): Piece[] {
  const fields = type.getFields();
  return objectPieces(
    [...collectFields(compiling, type, sets)].map(([key, nodes]) => {
      const { value: name } = nodes[0]!.name;
      const field = fields[name];
      const value =
        name === '__typename'
          ? [JSON.stringify(type.name)]
          : fieldPieces(compiling, type, field!, row, nodes);
      return [key, value] as const;
    }),
  );
}

function fieldPieces(
  compiling: Compiling,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  row: Row,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  if (compiling.isMasked(field)) {
    const nullable = isNonNullType(field.type) ? field.type.ofType : field.type;
    return [isListType(nullable) ? '[]' : 'null'];
  }
  const { pothosExposedField: exposed, pothosPrismaRelationField: relation } = field.extensions as {
    pothosExposedField?: string;
    pothosPrismaRelationField?: { name: string };
  };
  const declared = declaredAs(field);
  if (exposed !== undefined)
    return leafPieces(field.type, columnOf(row.model, exposed), row.at(exposed));
  if (relation) return relationPieces(compiling, type, field, row, relation.name, nodes);
  if (declared?.kind === 'LIST') return listPieces(compiling, field, declared, row, nodes);
  if (declared?.kind === 'COLUMN_OF') {
    const { row: other, join } = row.joined(declared.relation);
    if (!join.isRequired) throw new NotCompiled(`${field.name} is of what need not be there`);
    return leafPieces(field.type, columnOf(other.model, declared.field), other.at(declared.field));
  }
  const source = sourceOf(type.name);
  if (field.name === 'id' && source) return globalIdSql(type.name, row.at(keyField(source)));
  throw new NotCompiled(`${type.name}.${field.name} is code`);
}

function relationPieces(
  compiling: Compiling,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  row: Row,
  relation: string,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  const target = getNamedType(field.type);
  if (!isObjectType(target)) throw new NotCompiled(`${target.name} is no object type`);
  requireSeenWith(compiling, type, target, relation);
  const sets = setsBelow(nodes);
  if (isListType(isNonNullType(field.type) ? field.type.ofType : field.type))
    return listRelationPieces(compiling, field, target, row, relation, sets);
  const { row: other, join } = row.joined(relation);
  if (join.isList) throw new NotCompiled(`${field.name} is one of many`);
  const pieces = rowPieces(compiling, target, other, sets);
  if (join.isRequired) return pieces;
  const key = other.at(other.model.key.at(-1)!);
  const absent = isNonNullType(field.type) ? failing(key) : "'null'";
  return [
    Prisma.sql`CASE WHEN ${Prisma.raw(key)} IS NOT NULL THEN ${textOf(pieces)} ELSE ${Prisma.raw(absent)} END`,
  ];
}

/** A relation is followed as it is: where its target has a row scope, seeing the one must mean seeing the other. */
function requireSeenWith(
  { run }: Compiling,
  type: GraphQLObjectType,
  target: GraphQLObjectType,
  relation: string,
): void {
  if (run.asClass.scope.kind === 'ALL' || !sourceOf(target.name)?.rows) return;
  const rule = sourceOf(type.name)?.rows;
  if (rule?.by !== 'PARENT' || rule.relation !== relation)
    throw new NotCompiled(`${type.name}.${relation} leads out of the row scope`);
}
