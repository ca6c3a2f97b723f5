import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  Kind,
  type SelectionNode,
} from 'graphql';
import { type AggregateColumn, operationsOf } from './aggregate-columns.ts';
import type { ListDefinition } from './list-definition.ts';

/**
 * The columns that an operation asks of an aggregate, the same in whatever order it asks. `path` leads
 * from the field at hand to the aggregates. A field that `@skip` leaves out may be among them.
 */
export function selectedColumns(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  list: ListDefinition,
  path: readonly string[],
): readonly AggregateColumn[] {
  const below = (nodes: readonly FieldNode[], name: string): readonly FieldNode[] =>
    nodes.flatMap((node) => fieldsOf(node.selectionSet?.selections ?? [], name, fragments));
  const aggregates = path.reduce(below, fieldNodes);
  const columns: AggregateColumn[] = below(aggregates, 'count').length > 0 ? ['count'] : [];
  for (const [name, { type }] of Object.entries(list.measures)) {
    const measure = below(aggregates, name);
    for (const operation of operationsOf[type]) {
      if (below(measure, operation).length > 0) columns.push(`${name}.${operation}`);
    }
  }
  // Who asks for no more than its type name has to be answered, too.
  return columns.length > 0 ? columns : ['count'];
}

function fieldsOf(
  selections: readonly SelectionNode[],
  name: string,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name ? [selection] : [];
    const { selectionSet } =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value]! : selection;
    return fieldsOf(selectionSet.selections, name, fragments);
  });
}
