import {
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What an operation asks for, fragments written out, before any variable is known. */
export interface DocumentShape {
  readonly operation: OperationDefinitionNode;
  /** Names of the fields at the root, repeated as often as they are asked for. */
  readonly rootFields: readonly string[];
  /** Levels of fields, introspection not counted. */
  readonly depth: number;
  /** Fields, each as often as its fragments are spread. Stops counting at `COUNT_LIMIT`. */
  readonly fieldCount: number;
  /** The most fields of one name in one selection: what aliases make possible. */
  readonly mostRepeated: number;
}

/** Counting stops here: a document that spreads fragments into each other doubles with every level. */
const COUNT_LIMIT = 10_000;

const shapes = new WeakMap<DocumentNode, Map<string, DocumentShape | null>>();

/** The shape of one operation; null when there is none of that name, or several and no name. */
export function documentShape(
  document: DocumentNode,
  operationName?: string | null,
): DocumentShape | null {
  const byName = shapes.get(document) ?? new Map<string, DocumentShape | null>();
  shapes.set(document, byName);
  const key = operationName ?? '';
  let shape = byName.get(key);
  if (shape === undefined) {
    const operation = getOperationAST(document, operationName);
    shape = operation ? measure(document, operation) : null;
    byName.set(key, shape);
  }
  return shape;
}

function measure(document: DocumentNode, operation: OperationDefinitionNode): DocumentShape {
  const fragments = new Map(
    document.definitions.flatMap((d) =>
      d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [],
    ),
  );
  let fieldCount = 0;
  let depth = 0;
  let mostRepeated = 0;

  const collect = (
    set: SelectionSetNode,
    into: FieldNode[],
    open: ReadonlySet<string>,
  ): FieldNode[] => {
    for (const selection of set.selections) {
      if (fieldCount + into.length > COUNT_LIMIT) return into;
      if (selection.kind === Kind.FIELD) into.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, into, open);
      else {
        const name = selection.name.value;
        const fragment = fragments.get(name);
        // Validation refuses fragments that contain themselves; this is looked at before it.
        if (fragment && !open.has(name))
          collect(fragment.selectionSet, into, new Set([...open, name]));
      }
    }
    return into;
  };

  const visit = (set: SelectionSetNode, level: number): FieldNode[] => {
    const fields = collect(set, [], new Set());
    fieldCount += fields.length;
    if (fields.length > 0) depth = Math.max(depth, level);
    const counts = new Map<string, number>();
    for (const field of fields)
      counts.set(field.name.value, (counts.get(field.name.value) ?? 0) + 1);
    mostRepeated = Math.max(mostRepeated, ...counts.values());
    for (const field of fields) {
      if (
        field.selectionSet &&
        !field.name.value.startsWith('__') &&
        fieldCount <= COUNT_LIMIT &&
        level < COUNT_LIMIT
      ) {
        visit(field.selectionSet, level + 1);
      }
    }
    return fields;
  };

  const rootFields = visit(operation.selectionSet, 1).map((field) => field.name.value);
  return { operation, rootFields, depth, fieldCount, mostRepeated };
}
