import { queryFromInfo } from '@pothos/plugin-prisma';
import DataLoader from 'dataloader';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { Context } from './context.ts';
import { readListCursor, writeListCursor } from './list-cursor.ts';
import type { ListArguments, ListDefinition } from './list-definition.ts';
import { countSql, effectiveOrder, type KeyRow, pageSql, type Parents } from './list-sql.ts';
import { loadRows } from './node.ts';
import { Refusal } from './refusal.ts';

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

export const DEFAULT_PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 100;

const LONGEST_SEARCH = 100;

/** The arguments of a list, as GraphQL hands them over. */
export interface RawListArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
  readonly filter?: unknown;
  readonly orderBy?:
    | readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[]
    | null
    | undefined;
  readonly search?: string | null | undefined;
}

/**
 * Judges the arguments. Sizes above 100 are refused, not cut: a caller that asked for 500 and got
 * 100 would believe it has all.
 *
 * @throws {Refusal} PAGE_SIZE, INVALID_INPUT
 */
function listArguments(raw: RawListArguments): ListArguments {
  const { first, last } = raw;
  if (first != null && last != null) {
    throw new Refusal('INVALID_INPUT', 'Give `first` or `last`, not both.');
  }
  const isBackward = last != null;
  const size = first ?? last ?? DEFAULT_PAGE_SIZE;
  if (size < 0 || size > MAX_PAGE_SIZE) {
    throw new Refusal(
      'PAGE_SIZE',
      `Ask for 0 to ${MAX_PAGE_SIZE} rows at once; this asks for ${size}.`,
    );
  }
  if (isBackward ? raw.after != null : raw.before != null) {
    throw new Refusal('INVALID_INPUT', '`after` goes with `first`, `before` with `last`.');
  }
  const search = searchWords(raw.search ?? '');
  if (search.length > LONGEST_SEARCH) {
    throw new Refusal('INVALID_INPUT', `A search has at most ${LONGEST_SEARCH} characters.`);
  }
  const orderBy = raw.orderBy ?? [];
  if (orderBy.length > 3 || new Set(orderBy.map((o) => o.field)).size < orderBy.length) {
    throw new Refusal('INVALID_INPUT', 'Order by at most 3 different fields.');
  }
  return {
    size,
    isBackward,
    cursor: raw.after ?? raw.before ?? null,
    filter: raw.filter,
    orderBy,
    search: search === '' ? null : search,
  };
}

/** A number written with its plus is one word, as it is stored; a backslash would be an escape in a tsquery. */
function searchWords(given: string): string {
  const words = given.replaceAll('\\', ' ').trim();
  return /^\+[\d\s().\-/]+$/.test(words) ? words.replaceAll(/\D/g, '') : words;
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
  const parentsOf = (keys: readonly string[]): Parents | null =>
    parentColumn === null ? null : { column: parentColumn, keys };

  const keyRows = new DataLoader<string, readonly KeyRow[]>(async (parents) => {
    const rows = await ctx.database.$queryRaw<KeyRow[]>(
      pageSql(list, ctx.viewer, args, after, parentsOf(parents)),
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
      // A row deleted between the two statements is left out; its neighbours keep their cursors.
      const edges = wanted.flatMap(({ keys }, i) => {
        const node = rows[i];
        return node
          ? [{ cursor: writeListCursor(ctx.listCursors, workspaceId, list, order, keys), node }]
          : [];
      });
      return {
        edges,
        pageInfo: {
          hasNextPage: args.isBackward ? args.cursor !== null : hasMore,
          hasPreviousPage: args.isBackward ? hasMore : args.cursor !== null,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
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
