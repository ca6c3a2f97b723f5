import type { GraphQLField } from 'graphql';
import { NotCompiled } from './not-compiled.ts';
import type { Row } from './row.ts';

/** What a list without pages is declared with. */
export interface RelationQuery {
  readonly orderBy?: Readonly<Record<string, 'asc' | 'desc'>>;
}

/** The order of a relation's rows, which has to be total among the rows of one parent: the last part of the key is in it. */
export function orderOf({ orderBy = {} }: RelationQuery, row: Row): string {
  const { model } = row;
  if (!Object.hasOwn(orderBy, model.key.at(-1)!))
    throw new NotCompiled(`the order of ${model.table} is not total`);
  return Object.entries(orderBy)
    .map(([name, direction]) => `${row.at(name)} ${direction === 'desc' ? 'DESC' : 'ASC'}`)
    .join(', ');
}

/** The `query` that a relation was declared with. Pothos keeps it in a closure: it is asked with arguments that refuse to be read. */
export function relationQueryOf({
  name,
  extensions,
}: GraphQLField<unknown, unknown>): RelationQuery {
  const select = extensions['pothosPrismaSelect'];
  if (typeof select !== 'function') return {};
  let query: RelationQuery & Record<string, unknown> = {};
  const unreadable = new Proxy(
    {},
    {
      get: (_target, key) => {
        throw new NotCompiled(`${name} reads ${String(key)}`);
      },
    },
  );
  const take = (given: unknown) => {
    query = (typeof given === 'function' ? given(unreadable, unreadable) : given) ?? {};
    return {};
  };
  select(unreadable, unreadable, take, () => new Set());
  if (Object.keys(query).some((key) => key !== 'orderBy'))
    throw new NotCompiled(`${name} has more than an order`);
  return query;
}
