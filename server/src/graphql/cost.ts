import {
  type DocumentNode,
  getArgumentValues,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './list.ts';
import { Refusal } from './refusal.ts';

/** The most objects that one operation may ask for. */
export const MAX_OBJECTS = 20_000;

/** The most entries in one list of the variables. */
const MAX_LIST = 1_000;

/**
 * Judges an operation with its coerced variables, before the database is touched: page sizes that
 * are out of range, lists that are too long, and the number of objects it can answer with at most.
 * Null: it may run.
 */
export function judgeCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | null {
  const unusable = judgeInput(variables);
  if (unusable) return unusable;
  const fragments = new Map(
    document.definitions.flatMap((d) =>
      d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [],
    ),
  );
  let objects = 0;

  const visit = (set: SelectionSetNode, type: GraphQLCompositeType, times: number): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value)!;
        visit(
          fragment.selectionSet,
          (typeFromAST(schema, fragment.typeCondition) ?? type) as GraphQLCompositeType,
          times,
        );
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const narrowed = selection.typeCondition
          ? typeFromAST(schema, selection.typeCondition)
          : type;
        visit(selection.selectionSet, (narrowed ?? type) as GraphQLCompositeType, times);
      } else if (isObjectType(type) || isInterfaceType(type)) {
        const field = type.getFields()[selection.name.value];
        const result = field && getNamedType(field.type);
        if (!field || !selection.selectionSet || !isCompositeType(result)) continue;
        const args = getArgumentValues(field, selection, variables);
        const sized = field.args.some((arg) => arg.name === 'first');
        const size = sized
          ? pageSize(args)
          : Array.isArray(args.ids)
            ? args.ids.length
            : mostItems(field);
        objects += times * size;
        if (objects > MAX_OBJECTS) {
          throw new Refusal(
            'QUERY_TOO_COMPLEX',
            `This could answer with more than ${MAX_OBJECTS} objects. Ask for smaller pages; the one that is too much is ${selection.alias?.value ?? selection.name.value}.`,
            selection,
          );
        }
        visit(selection.selectionSet, result, times * size);
      }
    }
  };

  try {
    const root = schema.getRootType(operation.operation);
    if (root) visit(operation.selectionSet, root, 1);
    return null;
  } catch (error) {
    return error as GraphQLError;
  }
}

/** How many objects a list without a page size has at most, where its field says so. */
function mostItems({ extensions }: GraphQLField<unknown, unknown>): number {
  return typeof extensions['mostItems'] === 'number' ? extensions['mostItems'] : 1;
}

function pageSize(args: Record<string, unknown>): number {
  const size = (args.first ?? args.last ?? DEFAULT_PAGE_SIZE) as number;
  if (size < 0 || size > MAX_PAGE_SIZE) {
    throw new Refusal(
      'PAGE_SIZE',
      `Ask for 0 to ${MAX_PAGE_SIZE} rows at once; this asks for ${size}.`,
    );
  }
  return size;
}

function judgeInput(value: unknown): GraphQLError | null {
  if (typeof value === 'string') {
    // PostgreSQL has no such character in its texts.
    return value.includes('\0')
      ? new Refusal('INVALID_INPUT', 'Text cannot hold a NUL character.')
      : null;
  }
  if (value === null || typeof value !== 'object') return null;
  if (Array.isArray(value) && value.length > MAX_LIST) {
    return new Refusal(
      'QUERY_TOO_COMPLEX',
      `A list in the variables has at most ${MAX_LIST} entries.`,
    );
  }
  for (const entry of Object.values(value)) {
    const unusable = judgeInput(entry);
    if (unusable) return unusable;
  }
  return null;
}
