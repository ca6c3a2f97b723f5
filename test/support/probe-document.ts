import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type { EntryPoint } from './entry-points.ts';

const DEPTH = 3;
/** What tells the time differs between two equal answers. */
const TELLS_THE_TIME = ['at'];

/** Everything that can be seen of a type without arguments, some levels down. */
function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, depth = DEPTH): string {
  if (isLeafType(type)) return '';
  if (isInterfaceType(type)) return '{ __typename id }';
  if (isUnionType(type)) {
    const members = schema.getPossibleTypes(type);
    return `{ __typename ${members.map((member) => `... on ${member.name} { ${fieldsOf(schema, member, depth)} }`).join(' ')} }`;
  }
  return isObjectType(type) ? `{ __typename ${fieldsOf(schema, type, depth)} }` : '';
}

/** Every field of a type without arguments that must be given, so many levels down. */
export function fieldsOf(schema: GraphQLSchema, type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields())
    .filter((field) => !field.args.some(isRequiredArgument))
    .filter((field) => !TELLS_THE_TIME.includes(field.name))
    .flatMap((field) => {
      const named = getNamedType(field.type);
      // Aliased: the same name may have another nullability in another member of a union.
      const alias = `${type.name}_${field.name}: ${field.name}`;
      if (isLeafType(named)) return [alias];
      return depth > 1 ? [`${alias} ${selectionOf(schema, named, depth - 1)}`] : [];
    });
  return ['__typename', ...fields].join(' ');
}

/** What else the field requires, beside the entry point. */
export function requiredBeside({ field, arg }: EntryPoint): GraphQLArgument[] {
  return field.args.filter((other) => other !== arg && isRequiredArgument(other));
}

/**
 * The operation that asks through one entry point. Its variables: `value`; `nodeId` where the field
 * is an object's; `from`, a feed cursor, where the stream has to begin somewhere; and by its name each
 * argument that the field requires beside.
 */
export function probeDocument(schema: GraphQLSchema, entry: EntryPoint): string {
  const { parent, field, arg } = entry;
  const isStream =
    parent.name === 'Subscription' &&
    arg.name !== 'after' &&
    field.args.some(({ name }) => name === 'after');
  const required = requiredBeside(entry);
  const beside = `${isStream ? ', after: $from' : ''}${arg.name === 'before' ? ', last: 2' : ''}${required
    .map(({ name }) => `, ${name}: $${name}`)
    .join('')}`;
  const asked = `${field.name}(${arg.name}: $value${beside}) ${selectionOf(schema, getNamedType(field.type))}`;
  const value = [{ name: 'value', type: arg.type }, ...required]
    .map(({ name, type }) => `$${name}: ${String(type)}`)
    .join(', ');
  const isRoot = ['Query', 'Mutation', 'Subscription'].includes(parent.name);
  return isRoot
    ? `${parent.name.toLowerCase()} (${value}${isStream ? ', $from: Cursor' : ''}) { ${asked} }`
    : `query (${value}, $nodeId: ID!) { node(id: $nodeId) { ... on ${parent.name} { ${asked} } } }`;
}
