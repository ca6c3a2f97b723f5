import {
  type ASTNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type Viewer, visibilityClass } from '../kernel/viewer.ts';
import type { DocumentShape } from './document-shape.ts';
import type { Operation } from './engine.ts';
import type { Shape } from './feed-groups.ts';

const numbers = new WeakMap<DocumentNode, number>();
let lastNumber = 0;

/**
 * Names what a subscription may share by. Its *stream*: everything that the bytes of its items depend
 * on: the visibility class, the document and its variables; where to begin (`after`) is not among
 * them. Its *selection*: the same without the variables that stand in the arguments of the root field
 * alone, as a filter does: they decide what is told, not how it looks.
 */
export function shapeOf(viewer: Viewer, shape: DocumentShape, operation: Operation): Shape {
  const { document, operationName, variables } = operation;
  let number = numbers.get(document);
  if (number === undefined) numbers.set(document, (number = ++lastNumber));
  const { start, inRootOnly } = variableUses(document, shape);
  const given = Object.entries(variables ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = (isLeftOut: (name: string) => boolean) =>
    JSON.stringify([
      visibilityClass(viewer),
      number,
      operationName ?? null,
      given.filter(([name]) => !isLeftOut(name)),
    ]);
  return {
    stream: key((name) => name === start),
    selection: key((name) => inRootOnly.has(name)),
  };
}

interface VariableUses {
  /** The variable that only says where to begin. Null: there is none, or it is used for something else as well. */
  readonly start: string | null;
  /** Those that stand in the arguments of root fields and nowhere else. */
  readonly inRootOnly: ReadonlySet<string>;
}

const uses = new WeakMap<OperationDefinitionNode, VariableUses>();

function variableUses(document: DocumentNode, { operation }: DocumentShape): VariableUses {
  const known = uses.get(operation);
  if (known) return known;
  const made = findVariableUses(document, operation);
  uses.set(operation, made);
  return made;
}

function findVariableUses(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): VariableUses {
  const { selections } = operation.selectionSet;
  const fields = selections.filter((selection) => selection.kind === Kind.FIELD);
  if (fields.length < selections.length) return { start: null, inRootOnly: new Set() };
  const everywhere = countVariables(document);
  const inArguments = new Map<string, number>();
  let start: string | null = null;
  for (const { name, value } of fields.flatMap((field) => field.arguments ?? [])) {
    for (const [variable, count] of countVariables(value)) {
      inArguments.set(variable, (inArguments.get(variable) ?? 0) + count);
    }
    if (name.value === 'after' && value.kind === Kind.VARIABLE) start = value.name.value;
  }
  return {
    start: start !== null && everywhere.get(start) === 1 ? start : null,
    inRootOnly: new Set(
      [...inArguments].flatMap(([name, count]) => (everywhere.get(name) === count ? [name] : [])),
    ),
  };
}

/** How often each variable is used, not counting where it is declared. */
function countVariables(node: ASTNode): Map<string, number> {
  const counts = new Map<string, number>();
  visit(node, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void counts.set(name.value, (counts.get(name.value) ?? 0) + 1),
  });
  return counts;
}
