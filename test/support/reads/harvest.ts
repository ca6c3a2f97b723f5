import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { readGlobalId } from '../../../server/src/graphql/global-id.ts';
import { graphqlRequest } from '../graphql-request.ts';
import type { Member } from '../members.ts';
import { fieldsOf } from '../probe-document.ts';
import { words } from './hostile-text.ts';

/** What there is to ask for, so that random arguments find something. */
export interface Harvest {
  /** Global ids of a type; of all types without one. */
  ids(type?: string): readonly string[];
  /** What a field of a type was answered with, each value once. */
  values(type: string, field: string): readonly unknown[];
  /** The same by scalar, whatever the field. */
  scalars(name: string): readonly unknown[];
  /** The orders of which there are cursors. */
  orders(type: string): readonly (readonly OrderStep[])[];
  /** Cursors of lists of a type in that order; see `orderKey`. */
  cursors(type: string, order: string): readonly string[];
  /** Cursors of every list and order. */
  readonly anyCursor: readonly string[];
}

/** One step of an order. */
export interface OrderStep {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** An order as a text: of its steps, or of the best match first. */
export function orderKey(steps: readonly OrderStep[] | null | undefined, isSearch: boolean) {
  if (steps && steps.length > 0)
    return steps.map(({ field, direction }) => `${field} ${direction}`).join(', ');
  return isSearch ? 'search' : '';
}

/** The type of a list's rows; undefined: the field is no list that pages. */
export function rowsOf(field: GraphQLField<unknown, unknown>): GraphQLObjectType | undefined {
  const named = getNamedType(field.type);
  if (!isObjectType(named) || !field.args.some(({ name }) => name === 'first')) return undefined;
  const edge = named.getFields()['edges'];
  const edgeType = edge && getNamedType(edge.type);
  const row = isObjectType(edgeType) ? edgeType.getFields()['node'] : undefined;
  const rowType = row && getNamedType(row.type);
  return isObjectType(rowType) ? rowType : undefined;
}

/** The single steps by which a list can be ordered. */
export function ordersOf(field: GraphQLField<unknown, unknown>): OrderStep[] {
  const arg = field.args.find(({ name }) => name === 'orderBy');
  const step = arg && getNamedType(arg.type);
  const by = isInputObjectType(step) ? getNamedType(step.getFields()['field']!.type) : undefined;
  if (!isEnumType(by)) return [];
  return by.getValues().flatMap(({ name }) => [
    { field: name, direction: 'ASC' as const },
    { field: name, direction: 'DESC' as const },
  ]);
}

/** Each step alone, and each with others behind it, of the same and of the other direction. */
function ordersToRead(steps: readonly OrderStep[]): OrderStep[][] {
  const several = steps.flatMap((first, n) => {
    const others = [...steps.slice(n), ...steps.slice(0, n)].filter((s) => s.field !== first.field);
    const [second, third] = [others[0], others[2]];
    if (!second) return [];
    return third && third.field !== second.field
      ? [
          [first, third],
          [first, second, third],
        ]
      : [[first, second]];
  });
  return [...steps.map((step) => [step]), ...several];
}

const PAGE = 60;

/** Reads a workspace as its owner, through everything that the schema has at the root. */
export async function harvest(schema: GraphQLSchema, owner: Member): Promise<Harvest> {
  const values = new Map<string, Set<unknown>>();
  const cursors = new Map<string, Set<string>>();
  const ordersByType = new Map<string, OrderStep[][]>();
  const add = <T>(map: Map<string, Set<T>>, key: string, value: T) =>
    map.set(key, (map.get(key) ?? new Set()).add(value));

  const read = async (query: string, variables = {}) => {
    const { data, errors } = await graphqlRequest(owner.url, query, variables, owner.token);
    if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    // The keys of these documents say of which type and field a value is.
    JSON.stringify(data, (key, value: unknown) => {
      const [type, field] = key.split('_');
      if (field !== undefined && (value === null || typeof value !== 'object')) {
        if (value !== null) add(values, `${type}.${field}`, value);
      } else if (field !== undefined && Array.isArray(value)) {
        for (const one of value)
          if (typeof one === 'string') add(values, key.replace('_', '.'), one);
      }
      return value;
    });
    return data;
  };

  const query = schema.getQueryType()!;
  const everything = `{ ${fieldsOf(schema, query, 3)} }`;
  await read(everything);
  for (const field of Object.values(query.getFields())) {
    const row = rowsOf(field);
    if (!row || field.args.some(isRequiredArgument)) continue;
    const isSearchable = field.args.some(({ name }) => name === 'search');
    const orders: (OrderStep[] | null)[] = [null, ...ordersToRead(ordersOf(field))];
    ordersByType.set(
      row.name,
      orders.filter((order) => order !== null),
    );
    const asked = [
      ...orders.map((orderBy) => ({ orderBy, search: null as string | null })),
      ...(isSearchable ? words.map((search) => ({ orderBy: null, search })) : []),
    ];
    const orderType = field.args.find(({ name }) => name === 'orderBy')!.type;
    for (const { orderBy, search } of asked) {
      const data = await read(
        `query ($orderBy: ${String(orderType)}${isSearchable ? ', $search: String' : ''}) {
          list: ${field.name}(first: ${PAGE}, orderBy: $orderBy${isSearchable ? ', search: $search' : ''}) {
            edges { cursor node { ${leavesOf(row)} } } } }`,
        { orderBy, ...(isSearchable ? { search } : {}) },
      );
      for (const { cursor } of (data['list'] as { edges: { cursor: string }[] }).edges) {
        add(cursors, `${row.name} ${orderKey(orderBy, search !== null)}`, cursor);
      }
    }
  }

  const idsByType = new Map<string, Set<string>>();
  for (const [name, found] of values) {
    if (!name.endsWith('.id')) continue;
    for (const id of found) add(idsByType, readGlobalId(id as string)!.typename, id as string);
  }
  const byScalar = new Map<string, Set<unknown>>();
  for (const [name, found] of values) {
    const [type, field] = name.split('.') as [string, string];
    const parent = schema.getType(type);
    const scalar = isObjectType(parent) ? parent.getFields()[field] : undefined;
    if (!scalar) continue;
    for (const value of found) add(byScalar, getNamedType(scalar.type).name, value);
  }
  const listed = <T>(set: Set<T> | undefined): readonly T[] => [...(set ?? [])];
  const lists = new Map([...values].map(([key, set]) => [key, listed(set)]));
  const scalarLists = new Map([...byScalar].map(([key, set]) => [key, listed(set)]));
  const idLists = new Map([...idsByType].map(([key, set]) => [key, listed(set)]));
  const cursorLists = new Map([...cursors].map(([key, set]) => [key, listed(set)]));
  const everyId = [...idLists.values()].flat();
  return {
    ids: (type) => (type === undefined ? everyId : (idLists.get(type) ?? [])),
    values: (type, field) => lists.get(`${type}.${field}`) ?? [],
    scalars: (name) => scalarLists.get(name) ?? [],
    orders: (type) => ordersByType.get(type) ?? [],
    cursors: (type, order) => cursorLists.get(`${type} ${order}`) ?? [],
    anyCursor: [...cursorLists.values()].flat(),
  };
}

function leavesOf(type: GraphQLObjectType): string {
  return Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument))
    .map((field) => `${type.name}_${field.name}: ${field.name}`)
    .join(' ');
}
