import { queryFromInfo } from '@pothos/plugin-prisma';
import DataLoader from 'dataloader';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { Context } from './context.ts';
import { listCursorWriter, readListCursor } from './list-cursor.ts';
import { listArguments, type RawListArguments } from './list-arguments.ts';
import type { ListArguments, ListDefinition } from './list-definition.ts';
import { countSql, effectiveOrder, keysSql, type KeyRow, type Parents } from './list-sql.ts';
import { loadRows } from './node.ts';

/** One page, as its connection type shows it. */
export interface ListPage {
  readonly edges: readonly { readonly cursor: string; readonly node: object }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  /** Counted only when asked for. */
  readonly totalCount: () => Promise<number>;
}

/** Reads a page at the root, or of one parent's list; parents of one field are read together, in one statement. */
export async function listPage(
  ctx: Context,
  info: GraphQLResolveInfo,
  list: ListDefinition,
  raw: RawListArguments,
  parent?: { readonly column: string; readonly key: string },
): Promise<ListPage> {
  if (!parent) {
    const reading = reader(ctx, info, list, listArguments(raw), null);
    return reading.page(ROOT);
  }
  return nestedReader(ctx, info, list, raw, parent.column).page(parent.key);
}

/** The key of the list at the root, where there is no parent. */
const ROOT = '';

interface Reader {
  page(parent: string): Promise<ListPage>;
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
  const after =
    args.cursor === null
      ? null
      : readListCursor(ctx.listCursors, workspaceId, list, order, args.cursor);
  const writeCursor = listCursorWriter(ctx.listCursors, workspaceId, list, order);
  const parentsOf = (keys: readonly string[]): Parents | null =>
    parentColumn === null ? null : { column: parentColumn, keys };

  const keyRows = new DataLoader<string, readonly KeyRow[]>(async (parents) => {
    const rows = await ctx.database.$queryRaw<KeyRow[]>(
      keysSql(list, ctx.viewer, args, after, parentsOf(parents)),
    );
    const byParent = Map.groupBy(rows, (row) => row.parent ?? ROOT);
    return parents.map((parent) => byParent.get(parent) ?? []);
  });
  const nodes = new DataLoader<string, object | null>((keys) =>
    loadRows(ctx, list.type, keys, nodeSelection(ctx, info)),
  );
  const counts = new DataLoader<string, number>(async (parents) => {
    const rows = await ctx.database.$queryRaw<{ parent: string | null; count: number }[]>(
      countSql(list, ctx.viewer, args, parentsOf(parents)),
    );
    return parents.map((parent) => rows.find((row) => (row.parent ?? ROOT) === parent)?.count ?? 0);
  });

  return {
    async page(parent) {
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
      return {
        edges,
        pageInfo: {
          hasNextPage: args.isBackward ? args.cursor !== null : hasMore,
          hasPreviousPage: args.isBackward ? hasMore : args.cursor !== null,
          startCursor: cursors[0] ?? null,
          endCursor: cursors.at(-1) ?? null,
        },
        totalCount: () => counts.load(parent),
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
