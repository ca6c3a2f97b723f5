import { queryFromInfo } from '@pothos/plugin-prisma';
import DataLoader from 'dataloader';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { AggregateColumn } from './aggregate-columns.ts';
import { whileWanted } from '../platform/cancellable.ts';
import type { Context } from './context.ts';
import type { GroupBy } from './list-aggregate-sql.ts';
import { type AggregateValues, aggregatesOf, type ListGroups, ROOT } from './list-aggregates.ts';
import { listCursorWriter, readListCursor } from './list-cursor.ts';
import { listArguments, type RawListArguments } from './list-arguments.ts';
import type { ListArguments, ListDefinition } from './list-definition.ts';
import { countSql, effectiveOrder, keysSql, type KeyRow, type Parents } from './list-sql.ts';
import { loadRows } from './node.ts';

/** One row of a page, and where it stands. */
export interface ListEdge {
  readonly cursor: string;
  readonly node: object;
}

/** What is shown of a list: a page of it, and what can be said of it as a whole. Each is read only when asked for. */
export interface ListPage {
  readonly edges: () => Promise<readonly ListEdge[]>;
  readonly pageInfo: () => Promise<{
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  }>;
  readonly totalCount: () => Promise<number>;
  readonly aggregate: (columns: readonly AggregateColumn[]) => Promise<AggregateValues>;
  readonly groups: (
    by: GroupBy,
    size: number,
    columns: readonly AggregateColumn[],
  ) => Promise<ListGroups>;
}

/**
 * Judges the arguments of a list at the root, or of one parent's, and makes what reads it; parents of
 * one field are read together, in one statement.
 *
 * @throws {Refusal} PAGE_SIZE, INVALID_INPUT, INVALID_CURSOR; of the filter QUERY_TOO_COMPLEX, FORBIDDEN
 */
export function listPage(
  ctx: Context,
  info: GraphQLResolveInfo,
  list: ListDefinition,
  raw: RawListArguments,
  parent?: { readonly column: string; readonly key: string },
): ListPage {
  if (!parent) return reader(ctx, info, list, listArguments(raw), null).page(ROOT);
  return nestedReader(ctx, info, list, raw, parent.column).page(parent.key);
}

interface Reader {
  page(parent: string): ListPage;
}

function reader(
  ctx: Context,
  info: GraphQLResolveInfo,
  list: ListDefinition,
  args: ListArguments,
  parentColumn: string | null,
): Reader {
  const { workspaceId } = ctx.viewer;
  const order = effectiveOrder(list, args);
  // Judged here, so that it is refused also where nothing is read by it.
  if (args.filter != null) list.filter.toSql(args.filter, ctx.viewer.masks);
  const after =
    args.cursor === null
      ? null
      : readListCursor(ctx.listCursors, workspaceId, list, order, args.cursor);
  const writeCursor = listCursorWriter(ctx.listCursors, workspaceId, list, order);
  const parentsOf = (keys: readonly string[]): Parents | null =>
    parentColumn === null ? null : { column: parentColumn, keys };

  const keyRows = new DataLoader<string, readonly KeyRow[]>(async (parents) => {
    const rows = await whileWanted(ctx.asking.signal, () =>
      ctx.database.$queryRaw<KeyRow[]>(keysSql(list, ctx.viewer, args, after, parentsOf(parents))),
    );
    const byParent = Map.groupBy(rows, (row) => row.parent ?? ROOT);
    return parents.map((parent) => byParent.get(parent) ?? []);
  });
  // Async, since what is wrong with a selection has to be an answer, and DataLoader takes no throw for one.
  const nodes = new DataLoader<string, object | null>(async (keys) =>
    loadRows(ctx, list.type, keys, nodeSelection(ctx, info)),
  );
  const counts = new DataLoader<string, number>(async (parents) => {
    const rows = await whileWanted(ctx.asking.signal, () =>
      ctx.database.$queryRaw<{ parent: string | null; count: number }[]>(
        countSql(list, ctx.viewer, args, parentsOf(parents)),
      ),
    );
    return parents.map((parent) => rows.find((row) => (row.parent ?? ROOT) === parent)?.count ?? 0);
  });

  const aggregates = aggregatesOf(ctx, list, args, parentColumn);

  const read = async (parent: string) => {
    const found = await keyRows.load(parent);
    const hasMore = found.length > args.size;
    const wanted = found.slice(0, args.size);
    if (args.isBackward) wanted.reverse();
    const rows = await Promise.all(wanted.map(({ key }) => nodes.load(key)));
    const cursors = wanted.map(({ keys }) => writeCursor(keys));
    // A row deleted between the two statements is left out. Its place is still one to go on from:
    // where all of a page are gone, the next one does not begin at the start again.
    const edges = cursors.flatMap((cursor, i) => {
      const node = rows[i];
      return node ? [{ cursor, node }] : [];
    });
    return { edges, cursors, hasMore };
  };

  return {
    page(parent) {
      let reading: ReturnType<typeof read> | undefined;
      const page = () => (reading ??= read(parent));
      return {
        edges: async () => (await page()).edges,
        pageInfo: async () => {
          const { cursors, hasMore } = await page();
          return {
            hasNextPage: args.isBackward ? args.cursor !== null : hasMore,
            hasPreviousPage: args.isBackward ? hasMore : args.cursor !== null,
            startCursor: cursors[0] ?? null,
            endCursor: cursors.at(-1) ?? null,
          };
        },
        totalCount: () => counts.load(parent),
        aggregate: (columns) => aggregates.aggregate(parent, columns),
        groups: (by, size, columns) => aggregates.groups(parent, by, size, columns),
      };
    },
  };
}

const nestedReaders = new WeakMap<Context, Map<FieldNode, Map<string, Reader>>>();

/** The reader that all parents of one field (with the same arguments) share. */
function nestedReader(
  ctx: Context,
  info: GraphQLResolveInfo,
  list: ListDefinition,
  raw: RawListArguments,
  column: string,
): Reader {
  const byField = nestedReaders.get(ctx) ?? new Map<FieldNode, Map<string, Reader>>();
  nestedReaders.set(ctx, byField);
  const field = info.fieldNodes[0]!;
  const readers = byField.get(field) ?? new Map<string, Reader>();
  byField.set(field, readers);
  const key = `${list.type} ${column} ${JSON.stringify(raw)}`;
  let found = readers.get(key);
  if (!found) {
    found = reader(ctx, info, list, listArguments(raw), column);
    readers.set(key, found);
  }
  return found;
}

function nodeSelection(ctx: Context, info: GraphQLResolveInfo): object {
  return queryFromInfo({ context: ctx, info, paths: [['edges', 'node'], ['nodes']] });
}
