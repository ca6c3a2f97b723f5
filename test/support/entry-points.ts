import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredInputField,
  isEnumType,
} from 'graphql';

/** One place where a caller can name an object or a position: an argument, or a field of an input below it. */
export interface EntryPoint {
  /** Such as `Mutation.updateCustomer(input.organizationId)`. */
  readonly name: string;
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly arg: GraphQLArgument;
  /** Names of the input fields below the argument. */
  readonly path: readonly string[];
  readonly kind: 'id' | 'feedCursor' | 'listCursor' | 'naturalKey';
}

/** Finds every entry point of the schema, each recursive input once inside itself. */
export function entryPoints(schema: GraphQLSchema): EntryPoint[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((parent) =>
      Object.values(parent.getFields()).flatMap((field) =>
        field.args.flatMap((arg) => entriesOf(parent, field, arg)),
      ),
    );
}

function entriesOf(
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  arg: GraphQLArgument,
): EntryPoint[] {
  const found: EntryPoint[] = [];
  const walk = (type: GraphQLInputType, path: readonly string[], open: readonly string[]): void => {
    const named = getNamedType(type);
    const kind = kindOf(named.name, path.length === 0 ? arg.name : '');
    if (kind) found.push(entry(kind, path));
    if (!isInputObjectType(named) || open.filter((name) => name === named.name).length > 1) return;
    for (const input of Object.values(named.getFields())) {
      const below = [...path, input.name];
      if (named.isOneOf && getNamedType(input.type).name === 'String') {
        found.push(entry('naturalKey', below));
      }
      walk(input.type, below, [...open, named.name]);
    }
  };
  const entry = (kind: EntryPoint['kind'], path: readonly string[]): EntryPoint => ({
    name: `${parent.name}.${field.name}(${[arg.name, ...path].join('.')})`,
    parent,
    field,
    arg,
    path,
    kind,
  });
  walk(arg.type, [], []);
  return found;
}

function kindOf(typeName: string, argName: string): EntryPoint['kind'] | null {
  if (typeName === 'ID') return 'id';
  if (typeName === 'Cursor') return 'feedCursor';
  return typeName === 'String' && ['after', 'before'].includes(argName) ? 'listCursor' : null;
}

/** The type of object whose id stands there; undefined where any may. Throws where the name does not tell: teach it here. */
export function typeOfEntry({ name, path, field, arg }: EntryPoint): string | undefined {
  if (['node', 'nodes'].includes(field.name)) return undefined;
  if (field.name === 'export') return 'Export';
  const said = [...path].reverse().find((step) => /^id$|Ids?$/.test(step)) ?? arg.name;
  const byName: Record<string, string> = {
    customerId: 'Customer',
    organizationId: 'Organization',
    parentId: 'Organization',
    agentId: 'User',
    ownerId: 'User',
    userId: 'User',
    sessionId: 'UserSession',
    savedFeedId: 'SavedFeed',
    exportId: 'Export',
    teamId: 'Team',
  };
  /** Where the name of the input does not say whose `id` it takes. */
  const byInput: Record<string, string> = {
    ChangeRoleInput: 'User',
    ChangeCustomerScopeInput: 'User',
  };
  /** Where it is the filter of a list that an input names. */
  const byList: Record<string, string> = {
    customers: 'Customer',
    organizations: 'Organization',
    interactions: 'Interaction',
    users: 'User',
    teams: 'Team',
  };
  const type =
    byName[said.replace(/s$/, '')] ??
    byInput[getNamedType(arg.type).name] ??
    byList[path[1] ?? ''] ??
    /Customer|Organization|Interaction|Invitation|Team|User/.exec(getNamedType(arg.type).name)?.[0];
  if (!type) throw new Error(`Whose id is ${name}?`);
  return type;
}

/** What is required; and a name, which upserts ask for where they make something. */
const isFilled = (field: GraphQLInputField) =>
  isRequiredInputField(field) || (field.name === 'name' && String(field.type) === 'String');

/**
 * The argument's value with `value` at the entry point, and what is required beside it filled in.
 * `idFor` gives an id that works for a required field.
 */
export function valueWith(
  { arg, path }: EntryPoint,
  value: unknown,
  idFor: (entryName: string, inputType: string) => string,
): unknown {
  const build = (type: GraphQLInputType, rest: readonly string[]): unknown => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return [build(nullable.ofType, rest)];
    if (!isInputObjectType(nullable)) return value;
    const [next, ...below] = rest;
    const filled = Object.values(nullable.getFields())
      .filter((field) => field.name !== next && isFilled(field))
      .map((field) => [field.name, filler(field.type, field.name, nullable.name)]);
    const wanted = nullable.getFields()[next!]!;
    return { ...Object.fromEntries(filled), [wanted.name]: build(wanted.type, below) };
  };
  const filler = (type: GraphQLInputType, name: string, inputType: string): unknown => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return [filler(nullable.ofType, name, inputType)];
    if (isEnumType(nullable)) return nullable.getValues()[0]!.name;
    const named = getNamedType(nullable);
    if (['ID', 'Cursor'].includes(named.name)) return idFor(name, inputType);
    if (named.name === 'String') return name === 'email' ? 'probe@example.com' : 'Probe this';
    throw new Error(`What is a valid ${named.name} for ${inputType}.${name}?`);
  };
  return build(arg.type, path);
}
