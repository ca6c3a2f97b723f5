import { type DocumentNode, Kind, type VariableNode, visit } from 'graphql';
import { type Viewer, visibilityClass } from '../kernel/viewer.ts';
import type { DocumentShape } from './document-shape.ts';
import type { Operation } from './engine.ts';

const numbers = new WeakMap<DocumentNode, number>();
let lastNumber = 0;

/**
 * Names everything that the bytes of a subscription's items depend on: the visibility class, the
 * document and its variables. Where to begin (`after`) is not among them.
 */
export function shapeKey(
  viewer: Viewer,
  shape: DocumentShape,
  { document, operationName, variables }: Operation,
): string {
  let number = numbers.get(document);
  if (number === undefined) numbers.set(document, (number = ++lastNumber));
  const where = startVariable(shape);
  const others = Object.entries(variables ?? {})
    .filter(([name]) => name !== where)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([visibilityClass(viewer), number, operationName ?? null, others]);
}

/** The variable that only says where to begin. Null: there is none, or it is used for something else as well. */
function startVariable({ operation }: DocumentShape): string | null {
  const uses = new Map<string, number>();
  let start: VariableNode | null = null;
  visit(operation.selectionSet, {
    Variable: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
  });
  for (const field of operation.selectionSet.selections) {
    if (field.kind !== Kind.FIELD) return null;
    const after = field.arguments?.find(({ name }) => name.value === 'after')?.value;
    if (after?.kind === Kind.VARIABLE) start = after;
  }
  return start && uses.get(start.name.value) === 1 ? start.name.value : null;
}
