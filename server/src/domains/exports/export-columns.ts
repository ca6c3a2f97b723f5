import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';

/**
 * What an export has of each object of a type, as selections of GraphQL: every field that has a value
 * of its own, of another object its id, of a list of parts all that they have. Taken from the schema,
 * so a new field is exported without a word here. `id` first, then as the schema has them. Lists that are
 * paged and deprecated fields are left out.
 */
export function columnsOf(schema: GraphQLSchema, typename: string): string[] {
  const type = schema.getType(typename);
  if (!isObjectType(type)) throw new Error(`${typename} is no object`);
  const columns = Object.values(type.getFields()).flatMap((field) => columnOf(schema, field) ?? []);
  return columns.toSorted((a, b) => Number(b === 'id') - Number(a === 'id'));
}

function columnOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): string | null {
  if (field.args.length > 0 || field.deprecationReason != null) return null;
  const type = getNamedType(field.type);
  if (isLeafType(type)) return field.name;
  if (!isObjectType(type)) return null;
  const node = schema.getType('Node');
  if (isInterfaceType(node) && type.getInterfaces().includes(node)) return `${field.name} { id }`;
  if (!isListType(getNullableType(field.type))) return null;
  const leaves = Object.values(type.getFields()).filter(
    ({ type: leaf, args, deprecationReason }) =>
      isLeafType(getNamedType(leaf)) && args.length === 0 && deprecationReason == null,
  );
  return `${field.name} { ${leaves.map(({ name }) => name).join(' ')} }`;
}

/** What a column is called in the first line of a CSV: a field's name, or `owner.id` for another object's id. */
export function headerOf(column: string): string {
  return column.replace(/^(\w+) \{ id \}$/, '$1.id').replace(/ .*$/, '');
}

/** The name of the field that a column shows. */
export function fieldOf(column: string): string {
  return column.split(' ', 1)[0]!;
}

/** The operation that loads rows of a type by id, with these columns. */
export function exportDocument(typename: string, columns: readonly string[]): string {
  return `query Export($ids: [ID!]!) { nodes(ids: $ids) { ... on ${typename} { ${columns.join(' ')} } } }`;
}
