import {
  type FieldNode,
  getArgumentValues,
  type GraphQLField,
  type GraphQLObjectType,
  type SelectionSetNode,
} from 'graphql';
import { Prisma } from '../../platform/database.ts';
import { requireSeen } from '../aggregate-columns.ts';
import type { RawGroupsArguments } from '../group.type.ts';
import { type AggregatedRows, type GroupBy, groupsSql } from '../list-aggregate-sql.ts';
import type { ListDefinition } from '../list-definition.ts';
import { keyField, sourceOf, visibleSql } from '../node-source.ts';
import { AggregateObject, columnAs, objectOf, typeOf } from './aggregate.ts';
import type { Compiling } from './compiling.ts';
import type { Declared } from './declared.ts';
import { type Piece, textOf } from './json-text.ts';
import { leafPieces } from './leaf.ts';
import { NotCompiled } from './not-compiled.ts';
import { rowOrNull } from './row-or-null.ts';
import { setsBelow } from './selection.ts';
import type { Site } from './site.ts';
import { columnOf, modelOf } from './sql-map.ts';

type GroupsField = Extract<Declared, { kind: 'GROUPS' }>;

interface GroupsFacts {
  readonly grouping: string;
  readonly interval: NonNullable<GroupBy['spans']>['interval'] | null;
  readonly size: number;
}

/** The pieces of a list's `groups`. */
export function groupsPieces(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  declared: GroupsField,
  rows: AggregatedRows,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  const { facts, sqls } = compiling.bind(nodes[0]!, groupsSite(field, declared, rows, nodes[0]!));
  const { grouping, interval, size } = facts;
  const spans = interval === null ? null : { interval, timeZone: sqls[0]! };
  const aggregate = new AggregateObject(compiling, rows.list, compiling.nextAlias());
  const at = (column: string) => `${aggregate.alias}.${column}`;
  const group = new GroupObject(compiling, rows.list, aggregate, grouping);
  const pieces = objectOf(compiling, typeOf(field), setsBelow(nodes), (of, below) => {
    if (of.name === 'totalCount') return [Prisma.raw(`max(${at('total')})::text`)];
    if (of.name === 'otherCount') return [Prisma.raw(`max(${at('other')})::text`)];
    const node = textOf(group.pieces(typeOf(of), setsBelow(below)));
    const order = Prisma.raw(at('n'));
    return [
      '[',
      Prisma.sql`coalesce(string_agg(${node}, ',' ORDER BY ${order}) FILTER (WHERE ${order} IS NOT NULL), '')`,
      ']',
    ];
  });
  // Who asks for no more than type names is told them once, however many groups there are.
  if (pieces.every((piece) => typeof piece === 'string')) return pieces;
  const found = groupsSql(rows, { grouping, spans }, size, aggregate.columns);
  return [Prisma.sql`(SELECT ${textOf(pieces)} FROM (${found}) ${Prisma.raw(aggregate.alias)})`];
}

/** Judges the arguments as the ordinary path does. */
function groupsSite(
  field: GraphQLField<unknown, unknown>,
  { read }: GroupsField,
  { list }: AggregatedRows,
  node: FieldNode,
): Site<GroupsFacts> {
  return ({ variables, asClass }) => {
    const raw = getArgumentValues(field, node, variables) as unknown as RawGroupsArguments;
    const { by, size } = read(raw);
    const { grouping, spans } = by;
    requireSeen(grouping, list.groupings[grouping]!.maskedBy, asClass.masks);
    return {
      facts: { grouping, interval: spans?.interval ?? null, size },
      sqls: spans ? [spans.timeZone] : [],
    };
  };
}

/** A `<Type>Group`, told from a row of groups. */
class GroupObject {
  private readonly compiling: Compiling;
  private readonly list: ListDefinition;
  private readonly aggregate: AggregateObject;
  private readonly grouping: string;

  constructor(
    compiling: Compiling,
    list: ListDefinition,
    aggregate: AggregateObject,
    grouping: string,
  ) {
    this.compiling = compiling;
    this.list = list;
    this.aggregate = aggregate;
    this.grouping = grouping;
  }

  pieces(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Piece[] {
    return objectOf(this.compiling, type, sets, (field, nodes) => {
      if (field.name === 'aggregate') return this.aggregate.pieces(typeOf(field), setsBelow(nodes));
      // Told whatever the rows are grouped by: the places to bind must not depend on it.
      const pieces = this.key(field, nodes);
      return field.name === this.grouping ? pieces : ['null'];
    });
  }

  private key(
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): readonly Piece[] {
    const grouping = this.list.groupings[field.name]!;
    const key = `${this.aggregate.alias}.key`;
    switch (grouping.by) {
      case 'ENUM':
        return leafPieces(field.type, columnAs(grouping.type.name, true), key);
      case 'TEXT':
        return leafPieces(field.type, columnAs('String'), key);
      case 'REFERENCE':
        return this.reference(grouping.type, key, nodes);
      case 'TIME': {
        const span = textOf(this.span(typeOf(field), setsBelow(nodes)));
        return [Prisma.sql`CASE WHEN ${Prisma.raw(key)} IS NULL THEN 'null' ELSE ${span} END`];
      }
    }
  }

  private reference(typename: string, key: string, nodes: readonly FieldNode[]): readonly Piece[] {
    const source = sourceOf(typename);
    if (!source) throw new NotCompiled(`${typename} has no source`);
    if (!this.compiling.run.asClass.permissions.has(source.permission)) return ['null'];
    const { column } = columnOf(modelOf(source.model), keyField(source));
    const { sqls } = this.compiling.bind(nodes[0]!, ({ asClass }) => ({
      facts: null,
      sqls: [visibleSql(source, asClass)],
    }));
    const where = Prisma.sql`${sqls[0]!} AND ${Prisma.raw(`x.${column} = ${key}::uuid`)}`;
    return rowOrNull(this.compiling, typename, source, where, nodes);
  }

  private span(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Piece[] {
    const { alias } = this.aggregate;
    return objectOf(this.compiling, type, sets, ({ name, type: shown }) => {
      if (name === 'startOn') return ['"', Prisma.raw(`${alias}.key`), '"'];
      const at = `${alias}.${name === 'startAt' ? 'start_at' : 'end_at'}`;
      return leafPieces(shown, columnAs('DateTime'), at);
    });
  }
}
