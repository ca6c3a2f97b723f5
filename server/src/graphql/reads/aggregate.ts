import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { Prisma } from '../../platform/database.ts';
import type { AggregateColumn, Operation } from '../aggregate-columns.ts';
import { type AggregatedRows, aggregateSql } from '../list-aggregate-sql.ts';
import type { ListDefinition } from '../list-definition.ts';
import type { Compiling } from './compiling.ts';
import { objectPieces, type Piece, textOf } from './json-text.ts';
import { leafPieces } from './leaf.ts';
import { collectFields, setsBelow } from './selection.ts';
import type { Column } from './sql-map.ts';

/** The pieces of a list's `aggregate`. */
export function aggregatePieces(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  rows: AggregatedRows,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  const aggregate = new AggregateObject(compiling, rows.list, compiling.nextAlias());
  const pieces = aggregate.pieces(typeOf(field), setsBelow(nodes));
  const { alias, columns } = aggregate;
  if (columns.length === 0) return pieces;
  return [
    Prisma.sql`(SELECT ${textOf(pieces)} FROM (${aggregateSql(rows, columns)}) ${Prisma.raw(alias)})`,
  ];
}

/** The object type that a field answers with. */
export function typeOf({ type }: GraphQLField<unknown, unknown>): GraphQLObjectType {
  return getNamedType(type) as GraphQLObjectType;
}

/** A `<Type>Aggregate` that is told from the columns of a row, which it takes note of. */
export class AggregateObject {
  readonly alias: string;
  private readonly compiling: Compiling;
  private readonly list: ListDefinition;
  private readonly used = new Set<AggregateColumn>();

  constructor(compiling: Compiling, list: ListDefinition, alias: string) {
    this.compiling = compiling;
    this.list = list;
    this.alias = alias;
  }

  /** The columns that something asked for. */
  get columns(): readonly AggregateColumn[] {
    return [...this.used];
  }

  pieces(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Piece[] {
    return objectOf(this.compiling, type, sets, (field, nodes) => {
      const measure = this.list.measures[field.name];
      if (!measure) return this.column('count', field.type, 'INT');
      return objectOf(this.compiling, typeOf(field), setsBelow(nodes), (of) =>
        this.column(`${field.name}.${of.name as Operation}`, of.type, measure.type),
      );
    });
  }

  private column(
    column: AggregateColumn,
    type: GraphQLOutputType,
    measured: 'INT' | 'DATE_TIME',
  ): readonly Piece[] {
    this.used.add(column);
    const at = `${this.alias}."${column}"`;
    const operation = (column === 'count' ? column : column.split('.')[1]) as Operation;
    switch (operation) {
      case 'count':
        return [Prisma.raw(`${at}::text`)];
      case 'sum':
        return ['"', Prisma.raw(at), '"'];
      case 'avg':
        return [Prisma.raw(`coalesce(${at}, 'null')`)];
      case 'min':
      case 'max':
        return leafPieces(type, columnAs(measured === 'INT' ? 'Int' : 'DateTime'), at);
    }
  }
}

/** A nullable column of no table, of that type of Prisma's. */
export function columnAs(type: string, isEnum = false): Column {
  return {
    column: '',
    type,
    isEnum,
    isList: false,
    isRequired: false,
    isUuid: false,
    isMilliseconds: type === 'DateTime',
  };
}

/** The pieces of an object, whose fields but for `__typename` are told one by one. */
export function objectOf(
  compiling: Compiling,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  fieldOf: (field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]) => readonly Piece[],
): Piece[] {
  return objectPieces(
    [...collectFields(compiling, type, sets)].map(([key, nodes]) => {
      const { value: name } = nodes[0]!.name;
      const value =
        name === '__typename'
          ? [JSON.stringify(type.name)]
          : fieldOf(type.getFields()[name]!, nodes);
      return [key, value] as const;
    }),
  );
}
