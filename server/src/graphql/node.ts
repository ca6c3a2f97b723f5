import { brandWithType, type InterfaceRef } from '@pothos/core';
import { queryFromInfo } from '@pothos/plugin-prisma';
import DataLoader from 'dataloader';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { whileWanted } from '../platform/cancellable.ts';
import { builder, type SchemaTypes } from './builder.ts';
import type { Context } from './context.ts';
import { readGlobalId } from './global-id.ts';
import { MAX_NODES, readReferences } from './node-references.ts';
import { keyField, type LoadedRow, type NodeSource, sourceOf } from './node-source.ts';
import { reads } from './reads/declared.ts';
import { visibleWhere } from './visibility.ts';

/** The `Node` interface, typed as what `loadNodes` returns. */
export const nodeInterface = builder.nodeInterfaceRef() as unknown as InterfaceRef<
  SchemaTypes,
  object
>;

/**
 * Loads objects by type and key with the selection that the operation has on them: one query per
 * type (and one per relation below it), however many keys. Null where there is no such object in
 * the viewer's workspace, where the viewer may not see its type, and where the type is unknown:
 * all three are one answer.
 */
export async function loadNodes(
  ctx: Context,
  info: GraphQLResolveInfo,
  references: readonly ({ typename: string; id: string } | null)[],
): Promise<(object | null)[]> {
  const found = new Map<string, object>();
  await Promise.all(
    [
      ...Map.groupBy(
        references.filter((r) => r !== null),
        (r) => r.typename,
      ),
    ].map(async ([typename, group]) => {
      const source = sourceOf(typename);
      if (!source || !ctx.viewer.permissions.has(source.permission)) return;
      const query = queryFromInfo({ context: ctx, info, typeName: typename });
      const keys = [...new Set(group.map((r) => r.id))];
      for (const row of await load(ctx, source, keys, query)) {
        brandWithType(row, typename as never);
        found.set(`${typename}:${row[keyField(source)]}`, row);
      }
    }),
  );
  return references.map((r) => (r && found.get(`${r.typename}:${r.id}`)) ?? null);
}

/** Loads rows of one type by key with a selection of Prisma's, in the order of the keys. Null where there is none. */
export async function loadRows(
  ctx: Context,
  typename: string,
  keys: readonly string[],
  query: object,
): Promise<(object | null)[]> {
  const source = sourceOf(typename)!;
  const rows = keys.length === 0 ? [] : await load(ctx, source, keys, query);
  const byKey = new Map(rows.map((row) => [row[keyField(source)], row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** The rows with these keys that the viewer may see, or that this very request wrote. */
async function load(
  ctx: Context,
  source: NodeSource,
  keys: readonly string[],
  query: object,
): Promise<readonly LoadedRow[]> {
  return (
    (await ctx.rowLoader?.load(ctx, source, keys, query)) ?? loadByPrisma(ctx, source, keys, query)
  );
}

interface Delegate {
  findMany(query: object): Promise<readonly LoadedRow[]>;
}

function loadByPrisma(
  ctx: Context,
  source: NodeSource,
  keys: readonly string[],
  query: object,
): Promise<readonly LoadedRow[]> {
  const { model, rows, workspace = 'workspaceId', isPersonal } = source;
  const { database, viewer } = ctx;
  const delegate = `${model[0]!.toLowerCase()}${model.slice(1)}` as keyof typeof database;
  const where = {
    AND: [
      { [keyField(source)]: { in: [...keys] } },
      { [workspace]: viewer.workspaceId },
      isPersonal ? { userId: viewer.userId } : {},
      rows ? visibleWhere(rows, ctx) : {},
    ],
  };
  return whileWanted(ctx.asking.signal, () =>
    (database[delegate] as unknown as Delegate).findMany({ ...query, where }),
  );
}

/** Loads one object by key: what a mutation answers with. */
export async function loadNode(
  ctx: Context,
  info: GraphQLResolveInfo,
  typename: string,
  id: string,
): Promise<object | null> {
  const [row] = await loadNodes(ctx, info, [{ typename, id }]);
  return row ?? null;
}

const subjectLoaders = new WeakMap<Context, Map<FieldNode, DataLoader<string, object | null>>>();

/** The same for a field that many rows of one answer have (`FeedEvent.subject`): all rows' keys in one query per type. */
export function loadNodeBatched(
  ctx: Context,
  info: GraphQLResolveInfo,
  typename: string,
  id: string,
): Promise<object | null> {
  const byField =
    subjectLoaders.get(ctx) ?? new Map<FieldNode, DataLoader<string, object | null>>();
  subjectLoaders.set(ctx, byField);
  const field = info.fieldNodes[0]!;
  let loader = byField.get(field);
  if (!loader) {
    loader = new DataLoader((texts) =>
      loadNodes(
        ctx,
        info,
        texts.map((text) => ({ typename: text.slice(37), id: text.slice(0, 36) })),
      ),
    );
    byField.set(field, loader);
  }
  return loader.load(`${id}:${typename}`);
}

builder.queryFields((t) => ({
  node: t.field({
    type: nodeInterface,
    nullable: true,
    description:
      'Any object by its id. Null: there is no such object in your workspace, or you may not see it.',
    args: { id: t.arg.id({ required: true, description: 'A global id, from any `id` field.' }) },
    ...reads({ kind: 'NODE' }),
    resolve: async (_root, { id }, ctx, info) =>
      (await loadNodes(ctx, info, [readGlobalId(id)]))[0] ?? null,
  }),
  nodes: t.field({
    type: [nodeInterface],
    nullable: { list: false, items: true },
    description: 'Several objects by id, in the order asked for; null where `node` would be null.',
    args: {
      ids: t.arg.idList({ required: true, description: `At most ${MAX_NODES} global ids.` }),
    },
    ...reads({ kind: 'NODES' }),
    resolve: async (_root, { ids }, ctx, info) => loadNodes(ctx, info, readReferences(ids)),
  }),
}));
