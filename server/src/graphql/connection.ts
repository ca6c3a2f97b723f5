import type { InputRef, ObjectRef } from '@pothos/core';
import { defineAggregate } from './aggregate.type.ts';
import { builder, type SchemaTypes } from './builder.ts';
import { defineGroups } from './group.type.ts';
import { type ListEdge, type ListPage, listPage } from './list.ts';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, type RawListArguments } from './list-arguments.ts';
import type { ListDefinition, ListParent } from './list-definition.ts';
import { type Declared, reads } from './reads/declared.ts';
import { selectedColumns } from './selected-columns.ts';

/** What counting a whole list costs, in objects. */
export const TOTAL_WEIGHT = 10;

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end comes first.',
  values: {
    ASC: { description: 'Smallest, earliest, or A first.' },
    DESC: { description: 'Largest, latest, or Z first.' },
  },
});

interface Connection {
  readonly list: ListDefinition;
  readonly ref: ObjectRef<SchemaTypes, ListPage>;
  readonly order: InputRef<{ field: string; direction: 'ASC' | 'DESC' }>;
}

const connections = new Map<ListDefinition, Connection>();

/** Declares `<Type>Connection`, its edge and its order input. Once per list. */
export function defineConnection(list: ListDefinition): void {
  const node = list.type as never;
  const Edge = builder.objectRef<ListEdge>(`${list.type}Edge`).implement({
    description: `One row of a list of ${list.noun}, and where it stands.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', {
        ...reads({ kind: 'PART' }),
        description: 'Give it as `after` or `before` to go on from here.',
      }),
      node: t.field({
        type: node,
        description: 'The row.',
        ...reads({ kind: 'PART' }),
        resolve: (edge) => edge.node as never,
      }),
    }),
  });
  const Aggregate = defineAggregate(list);
  const groups = defineGroups(list, Aggregate);
  const ref = builder.objectRef<ListPage>(`${list.type}Connection`);
  ref.implement({
    description: `A page of ${list.noun}. Rows that come or go while you page move nothing: the cursor is a place in the order, not a number.`,
    fields: (t) => ({
      edges: t.field({
        type: [Edge],
        description: 'The rows with their cursors.',
        ...reads({ kind: 'PART' }),
        resolve: async (page) => [...(await page.edges())],
      }),
      nodes: t.field({
        type: [node],
        description: 'The rows alone.',
        ...reads({ kind: 'PART' }),
        resolve: async (page) => (await page.edges()).map((edge) => edge.node) as never,
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        description: 'Whether there is more, and where to go on.',
        ...reads({ kind: 'PART' }),
        resolve: (page) => page.pageInfo(),
      }),
      totalCount: t.int({
        description:
          'How many rows the whole list has, without paging. Counted only when asked for.',
        extensions: { weight: TOTAL_WEIGHT, reads: { kind: 'PART' } satisfies Declared },
        resolve: (page) => page.totalCount(),
      }),
      aggregate: t.field({
        type: Aggregate,
        extensions: { weight: TOTAL_WEIGHT, reads: { kind: 'AGGREGATE' } satisfies Declared },
        description: `What all ${list.noun} of the list come to, without paging.`,
        resolve: (page, _args, _ctx, info) => page.aggregate(selectedColumns(info, list, [])),
      }),
      groups: t.field({
        type: groups.ref,
        extensions: {
          weight: TOTAL_WEIGHT,
          reads: { kind: 'GROUPS', read: groups.read } satisfies Declared,
        },
        description: `All ${list.noun} of the list in groups, without paging: the greatest group first, and equal ones by value; spans of time the latest first, with the empty ones between. What has no value is a group of its own, after those of its size, or after all spans.`,
        args: {
          by: t.arg({ type: groups.by, required: true, description: 'What they are grouped by.' }),
          first: t.arg.int({
            description: `How many groups. 0–${MAX_PAGE_SIZE}, ${DEFAULT_PAGE_SIZE} by default; more is refused.`,
          }),
        },
        resolve: (page, raw, _ctx, info) => {
          const { by, size } = groups.read(raw);
          return page.groups(by, size, selectedColumns(info, list, ['nodes', 'aggregate']));
        },
      }),
    }),
  });
  const OrderField = builder.enumType(`${list.type}OrderField`, {
    description: `What ${list.noun} can be ordered by.`,
    values: Object.fromEntries(
      Object.entries(list.orders).map(([name, { description }]) => [name, { description }]),
    ),
  });
  const order = builder.inputType(`${list.type}Order`, {
    description: `One step of an order of ${list.noun}. Equal rows are ordered by the next step, at last by id.`,
    fields: (t) => ({
      field: t.field({ type: OrderField, required: true, description: 'By what.' }),
      direction: t.field({
        type: OrderDirection,
        required: true,
        defaultValue: 'ASC',
        description: 'Which end first.',
      }),
    }),
  });
  connections.set(list, { list, ref, order: order });
}

/** The list of a type that `defineConnection` was called with. */
export function listOf(typename: string): ListDefinition {
  const list = [...connections.keys()].find(({ type }) => type === typename);
  if (!list) throw new Error(`${typename} has no list`);
  return list;
}

/**
 * The options of a field that is a list: its type, arguments and resolver. At the root without
 * `parent`; otherwise below an object, all parents of an answer in one statement. Never goes through
 * Prisma's `take`, which reads every row of every parent and cuts them in memory.
 */
export function listField(
  // oxlint-disable-next-line typescript/no-explicit-any
  t: { arg: any; field: any },
  list: ListDefinition,
  description: string,
  parent?: ListParent,
) {
  const { ref, order } = connections.get(list)!;
  return t.field({
    type: ref,
    description,
    authScopes: { can: list.permission },
    ...reads({ kind: 'LIST', list, parent: parent ?? null }),
    args: {
      first: t.arg.int({
        description: `How many from the start, or after \`after\`. 0–${MAX_PAGE_SIZE}, ${DEFAULT_PAGE_SIZE} by default; more is refused.`,
      }),
      after: t.arg.string({ description: 'The cursor of the row before the page. With `first`.' }),
      last: t.arg.int({
        description: `How many from the end, or before \`before\`. 0–${MAX_PAGE_SIZE}.`,
      }),
      before: t.arg.string({ description: 'The cursor of the row after the page. With `last`.' }),
      filter: t.arg({ type: list.filter.ref, description: 'Which rows. Absent: all.' }),
      orderBy: t.arg({
        type: [order],
        description: `At most 3 steps. Absent: ${list.defaultOrder.map((o) => `\`${o.field} ${o.direction}\``).join(', ')}${list.isSearchable && !parent ? '; with `search`, the best match first' : ''}.`,
      }),
      ...(list.isSearchable && !parent
        ? {
            search: t.arg.string({
              description:
                'Words to look for, at most 100 characters. Each may be a beginning; accents, case and the Turkish dots of ı and İ do not matter, and small misspellings are forgiven.',
            }),
          }
        : {}),
    },
    // Not at once: where one row of a list fails at once, graphql-js lets go of what the others promised.
    resolve: async (
      root: Record<string, string>,
      args: RawListArguments,
      ctx: never,
      info: never,
    ) =>
      listPage(
        ctx,
        info,
        list,
        args,
        parent && { column: parent.column, key: root[parent.key ?? 'id']! },
      ),
  });
}
