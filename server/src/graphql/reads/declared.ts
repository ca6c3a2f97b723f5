import type { GraphQLField } from 'graphql';
import type { Permission } from '../../kernel/permission.ts';
import type { Prisma } from '../../platform/database.ts';
import type { ReadGroups } from '../group.type.ts';
import type { ListDefinition, ListParent } from '../list-definition.ts';
import type { Asker } from '../node-source.ts';

/**
 * What a field is, where Pothos' own marks (an exposed column, a relation) do not tell. Data on the
 * field from which both its resolver and the compiled statement come.
 */
export type Declared =
  /** A column of the row that a to-one relation leads to. */
  | { readonly kind: 'COLUMN_OF'; readonly relation: string; readonly field: string }
  /** A list, at the root or below a row. */
  | { readonly kind: 'LIST'; readonly list: ListDefinition; readonly parent: ListParent | null }
  /** At most one row of a type with a `nodeSource`, by a condition over its table as `x`. Null: none can be meant. */
  | {
      readonly kind: 'ONE';
      readonly type: string;
      readonly where: (args: never, asker: Asker) => Prisma.Sql | null;
    }
  /** `node` and `nodes`: whatever the ids name. */
  | { readonly kind: 'NODE' }
  | { readonly kind: 'NODES' }
  /** The log's head, which is read before anything else. */
  | { readonly kind: 'HEAD' }
  /** A part of a page, named as the field. */
  | { readonly kind: 'PART' }
  /** What a list comes to as a whole, and in groups. */
  | { readonly kind: 'AGGREGATE' }
  | { readonly kind: 'GROUPS'; readonly read: ReadGroups };

/** The option of a field that says what it is. */
export function reads(declared: Declared) {
  return { extensions: { reads: declared } };
}

/** What a field was declared as. Undefined: Pothos' marks tell, or it has a resolver of its own. */
export function declaredAs({
  extensions,
}: Pick<GraphQLField<unknown, unknown>, 'extensions'>): Declared | undefined {
  return extensions['reads'] as Declared | undefined;
}

/** Options of a field that shows a column of the row a to-one relation leads to. The type has to include it. */
export function columnOf<Relation extends string, Field extends string>(
  relation: Relation,
  field: Field,
) {
  return {
    ...reads({ kind: 'COLUMN_OF', relation, field }),
    resolve: (row: { readonly [R in Relation]: { readonly [F in Field]: string } }) =>
      row[relation][field],
  };
}

/** What a viewer has to be allowed before a field is resolved. Null: nothing. `other`: a rule that is code. */
export function permissionOf({
  extensions,
}: Pick<GraphQLField<unknown, unknown>, 'extensions'>): Permission | 'other' | null {
  const { authScopes } = (extensions['pothosOptions'] ?? {}) as { authScopes?: unknown };
  if (authScopes === undefined) return null;
  const { can, ...rest } = authScopes as { can?: Permission };
  return can !== undefined && Object.keys(rest).length === 0 ? can : 'other';
}
