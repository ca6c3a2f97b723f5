import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { Prisma } from '../platform/database.ts';
import type { Context } from './context.ts';
import { keyField, loadRows, type NodeSource, sourceOf } from './node.ts';
import { type Asker, reads } from './reads/declared.ts';
import { columnOf, modelOf } from './reads/sql-map.ts';
import { scopeSql } from './visibility.ts';

/**
 * The options of a field that finds at most one row of a type: its declaration and its resolver.
 * `where` is the condition over the type's table as `x`; workspace and row scope come beside it. Null:
 * nothing can be meant.
 */
export function oneField<Args>(
  type: string,
  where: (args: Args, asker: Asker) => Prisma.Sql | null,
) {
  return {
    ...reads({ kind: 'ONE', type, where }),
    resolve: async (_root: unknown, args: Args, ctx: Context, info: GraphQLResolveInfo) => {
      const { viewer, database } = ctx;
      const condition = where(args, viewer);
      if (!condition) return null as never;
      const source = sourceOf(type)!;
      const model = modelOf(source.model);
      const [found] = await database.$queryRaw<{ key: string }[]>`
        SELECT ${Prisma.raw(`x.${columnOf(model, keyField(source)).column}`)}::text AS key
        FROM ${Prisma.raw(model.table)} x WHERE ${visibleSql(source, viewer)} AND ${condition}`;
      if (!found) return null as never;
      const [row] = await loadRows(ctx, type, [found.key], queryFromInfo({ context: ctx, info }));
      return row as never;
    },
  };
}

/** The condition over a type's table as `x` that the asker may see a row. */
export function visibleSql(source: NodeSource, asker: Asker): Prisma.Sql {
  const { rows, workspace = 'workspaceId', isPersonal } = source;
  const model = modelOf(source.model);
  const conditions = [
    Prisma.sql`${Prisma.raw(`x.${columnOf(model, workspace).column}`)} = ${asker.workspaceId}::uuid`,
  ];
  if (isPersonal) conditions.push(Prisma.sql`x.user_id = ${asker.userId}::uuid`);
  const inScope = rows && scopeSql(rows, asker.scope, 'x');
  if (inScope) conditions.push(inScope);
  return Prisma.join(conditions, ' AND ');
}
