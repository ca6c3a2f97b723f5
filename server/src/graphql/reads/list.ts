import {
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { Prisma } from '../../platform/database.ts';
import { listArguments } from '../list-arguments.ts';
import { readListCursor } from '../list-cursor.ts';
import { conditionsOf, effectiveOrder, pageSql } from '../list-sql.ts';
import { sourceOf } from '../node-source.ts';
import type { Compiling } from './compiling.ts';
import { aggregatePieces } from './aggregate.ts';
import { type Declared, declaredAs } from './declared.ts';
import { groupsPieces } from './groups.ts';
import { objectPieces, type Piece } from './json-text.ts';
import { NotCompiled } from './not-compiled.ts';
import { type ListFacts, Page } from './page.ts';
import { From, type Row } from './row.ts';
import { collectFields, setsBelow } from './selection.ts';
import type { Run, Site } from './site.ts';
import { modelOf } from './sql-map.ts';

type ListField = Extract<Declared, { kind: 'LIST' }>;

/** The pieces of a connection. `row`: the parent whose list it is; null at the root. */
export function listPieces(
  compiling: Compiling,
  field: GraphQLField<unknown, unknown>,
  { list, parent }: ListField,
  row: Row | null,
  nodes: readonly FieldNode[],
): readonly Piece[] {
  const source = sourceOf(list.type);
  if (!source) throw new NotCompiled(`${list.type} has no source`);
  const { facts, sqls } = compiling.bind(nodes[0]!, listSite(field, list, nodes[0]!));
  const [where, orderBy, all, ...keys] = sqls as [
    Prisma.Sql,
    Prisma.Sql,
    Prisma.Sql,
    ...Prisma.Sql[],
  ];
  const ofParent =
    parent && row
      ? Prisma.raw(` AND x.${parent.column} = ${row.at(parent.key ?? 'id')}`)
      : Prisma.empty;
  const table = Prisma.raw(list.table);
  const page = new Page(compiling, new From(modelOf(source.model), compiling.nextAlias), {
    list,
    facts,
    keys,
    rows: (columns) => Prisma.sql`
      SELECT ${columns} FROM ${table} x WHERE ${where}${ofParent}
      ORDER BY ${orderBy}`,
    number: Prisma.sql`row_number() OVER (ORDER BY ${orderBy})`,
    count: Prisma.sql`(SELECT count(*) FROM ${table} x WHERE ${all}${ofParent})::text`,
  });
  const { masks } = compiling.run.asClass;
  const rows = { list, masks, where: Prisma.sql`${all}${ofParent}` };
  const type = getNamedType(field.type) as GraphQLObjectType;
  const selected = collectFields(compiling, type, setsBelow(nodes));
  const pieces = objectPieces(
    [...selected].map(([key, merged]): [string, readonly Piece[]] => {
      const { value: name } = merged[0]!.name;
      const declared = declaredAs(type.getFields()[name] ?? { extensions: {} });
      if (name === '__typename') return [key, [JSON.stringify(type.name)]];
      if (declared?.kind === 'AGGREGATE')
        return [key, aggregatePieces(compiling, type.getFields()[name]!, rows, merged)];
      if (declared?.kind === 'GROUPS')
        return [key, groupsPieces(compiling, type.getFields()[name]!, declared, rows, merged)];
      return [key, page.part(type, name, merged)];
    }),
  );
  return page.isRead ? [page.select(pieces)] : pieces;
}

/** Judges a list's arguments as the ordinary path does, and makes the same SQL of them. */
function listSite(
  field: GraphQLField<unknown, unknown>,
  list: ListField['list'],
  node: FieldNode,
): Site<ListFacts> {
  return ({ variables, viewer, asClass, listCursors }: Run) => {
    const args = listArguments(getArgumentValues(field, node, variables));
    const order = effectiveOrder(list, args);
    const after =
      args.cursor === null
        ? null
        : readListCursor(listCursors, viewer.workspaceId, list, order, args.cursor);
    const { where, orderBy, keys } = pageSql(list, asClass, args, after);
    return {
      facts: {
        size: args.size,
        isBackward: args.isBackward,
        hasCursor: args.cursor !== null,
        order,
      },
      sqls: [where, orderBy, Prisma.join(conditionsOf(list, asClass, args), ' AND '), ...keys],
    };
  };
}
