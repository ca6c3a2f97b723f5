import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';
import {
  askedFor,
  constant,
  type Factor,
  idCount,
  type PageSize,
  pageSize,
} from './cost-factor.ts';

/** A field that answers with objects, or that weighs something by itself, and what lies below it. */
export interface CostBranch {
  /** Its name in the answer. */
  readonly key: string;
  readonly field: FieldNode;
  /** What one of it counts. */
  readonly weight: number;
  /** How often it stands in the answer for each time its parent does: the product of these. */
  readonly factors: readonly Factor[];
  /** Its page, where it takes `first` or `last`. */
  readonly page: PageSize | null;
  readonly branches: readonly CostBranch[];
}

/**
 * Says which branches an operation has: fragments are written out, and a field that stands in several
 * of them is a branch in each, so what is counted is never less than what can be answered. A list
 * counts by its page, by its `ids`, by its field's `extensions.mostItems`, or else once. What one counts is
 * its field's `extensions.weight`; without it an object counts 1, and anything else nothing.
 *
 * For valid documents only, whose spreads are few enough (`limits.fields`).
 */
export function costTree(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly CostBranch[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }

  const branchesOf = (
    { selections }: SelectionSetNode,
    type: GraphQLCompositeType,
    page: PageSize | null,
    conditions: readonly Factor[],
  ): CostBranch[] =>
    selections.flatMap((selection) => {
      const when = [...conditions, ...askedFor(selection)];
      if (selection.kind === Kind.FIELD) return branchOf(selection, type, page, when) ?? [];
      const { set, condition } = inner(selection);
      const narrowed = condition ? typeFromAST(schema, condition) : type;
      return branchesOf(set, (narrowed ?? type) as GraphQLCompositeType, page, when);
    });

  const inner = (selection: Exclude<SelectionNode, FieldNode>) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return { set: selection.selectionSet, condition: selection.typeCondition };
    }
    const fragment = fragments.get(selection.name.value)!;
    return { set: fragment.selectionSet, condition: fragment.typeCondition };
  };

  const branchOf = (
    node: FieldNode,
    type: GraphQLCompositeType,
    pageAround: PageSize | null,
    conditions: readonly Factor[],
  ): CostBranch | null => {
    const field =
      isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return null;
    const named = getNamedType(field.type);
    const isObject = node.selectionSet !== undefined && isCompositeType(named);
    const weight = extension(field, 'weight') ?? (isObject ? 1 : null);
    if (weight === null) return null;
    const own = pageSize(field, node);
    const isList = isListType(getNullableType(field.type));
    const many = isList ? (own ?? idCount(field, node) ?? mostItems(field) ?? pageAround) : null;
    return {
      key: node.alias?.value ?? node.name.value,
      field: node,
      weight,
      factors: many === null ? conditions : [...conditions, many],
      page: own,
      // The lists inside of a page are its rows.
      branches: isObject ? branchesOf(node.selectionSet, named, isList ? null : own, []) : [],
    };
  };

  const root = schema.getRootType(operation.operation);
  return root ? branchesOf(operation.selectionSet, root, null, []) : [];
}

function mostItems(field: GraphQLField<unknown, unknown>): Factor | null {
  const most = extension(field, 'mostItems');
  return most === null ? null : constant(most);
}

function extension({ extensions }: GraphQLField<unknown, unknown>, name: string): number | null {
  const value = extensions[name];
  return typeof value === 'number' ? value : null;
}
