import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { globalId } from '../global-id.ts';
import type { ReadAnswer, ReadRequest } from './reads.ts';

const name = (value: string): NameNode => ({ kind: Kind.NAME, value });
/** No name that a caller could give a variable is read for it: the query declares none. */
const MADE = '__made';

const readings = new WeakMap<OperationDefinitionNode, OperationDefinitionNode>();

/**
 * The query that reads what a mutation has made, with the mutation's own selection on it: its one field
 * becomes `node`, under the same response key. The members of its union that are problems are fragments
 * that do not match.
 */
export function readingOf(
  document: DocumentNode,
  mutation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  made: { readonly typename: string; readonly id: string },
): Pick<ReadRequest, 'document' | 'operation' | 'variables' | 'isAccessKnown'> {
  let operation = readings.get(mutation);
  if (!operation) readings.set(mutation, (operation = asQuery(mutation)));
  return {
    document,
    operation,
    isAccessKnown: true,
    variables: { ...variables, [MADE]: globalId(made.typename, made.id) },
  };
}

/** Whether the answer of such a query is that there is nothing (any more). */
export function isNothing({ data }: ReadAnswer): boolean {
  return data.endsWith(':null}');
}

function asQuery(mutation: OperationDefinitionNode): OperationDefinitionNode {
  const field = mutation.selectionSet.selections[0] as FieldNode;
  const node: FieldNode = {
    ...field,
    alias: field.alias ?? field.name,
    name: name('node'),
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: name('id'),
        value: { kind: Kind.VARIABLE, name: name(MADE) },
      },
    ],
  };
  return {
    ...mutation,
    operation: OperationTypeNode.QUERY,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [node] },
  };
}
