import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { declaredAs } from './declared.ts';

/** What is known of an operation before any request of it. */
export interface OperationFacts {
  /** Tells operations apart: two of one text in two documents are two. */
  readonly number: number;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The variables by which `@skip` and `@include` decide: the selection depends on their values. */
  readonly deciding: readonly string[];
  /** The fields at the root that ask for objects of any type: the selection depends on the types. */
  readonly nodes: readonly FieldNode[];
}

const known = new WeakMap<OperationDefinitionNode, OperationFacts>();
let lastNumber = 0;

/** The facts of an operation of a document. */
export function operationFacts(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationFacts {
  let found = known.get(operation);
  if (!found) {
    const fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION
          ? [[definition.name.value, definition] as const]
          : [],
      ),
    );
    const fields = schema.getQueryType()!.getFields();
    const nodes = rootFields(operation.selectionSet, fragments).filter(({ name }) => {
      const field = fields[name.value];
      const kind = field && declaredAs(field)?.kind;
      return kind === 'NODE' || kind === 'NODES';
    });
    const deciding = decidingVariables(document);
    found = { number: ++lastNumber, operation, fragments, deciding, nodes };
    known.set(operation, found);
  }
  return found;
}

function rootFields(
  { selections }: SelectionSetNode,
  fragments: OperationFacts['fragments'],
): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const { selectionSet } =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!;
    return rootFields(selectionSet, fragments);
  });
}

function decidingVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ arguments: given = [] }: DirectiveNode) {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
