import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { whileWanted } from '../platform/cancellable.ts';
import { Prisma } from '../platform/database.ts';
import type { Context } from './context.ts';
import { loadRows } from './node.ts';
import { type Asker, keyField, sourceOf, visibleSql } from './node-source.ts';
import { reads } from './reads/declared.ts';
import { columnOf, modelOf } from './reads/sql-map.ts';

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
      const { asking, viewer, database } = ctx;
      const condition = where(args, viewer);
      if (!condition) return null as never;
      const source = sourceOf(type)!;
      const model = modelOf(source.model);
      const [found] = await whileWanted(
        asking.signal,
        () => database.$queryRaw<{ key: string }[]>`
          SELECT ${Prisma.raw(`x.${columnOf(model, keyField(source)).column}`)}::text AS key
          FROM ${Prisma.raw(model.table)} x WHERE ${visibleSql(source, viewer)} AND ${condition}`,
      );
      if (!found) return null as never;
      const [row] = await loadRows(ctx, type, [found.key], queryFromInfo({ context: ctx, info }));
      return row as never;
    },
  };
}
