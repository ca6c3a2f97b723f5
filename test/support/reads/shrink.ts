import { type ASTNode, BREAK, parse, print, visit } from 'graphql';
import type { ReadRequest } from './documents.ts';

const MOST_TRIES = 600;

/** What can be left out of a document, or stand for what is around it. */
const REMOVABLE: ReadonlySet<string> = new Set([
  'OperationDefinition',
  'FragmentDefinition',
  'Field',
  'InlineFragment',
  'FragmentSpread',
  'Argument',
  'Directive',
  'ObjectField',
  'VariableDefinition',
]);

/** Makes a request smaller for as long as it still fails. Greedy, and bounded. */
export async function shrink(
  request: ReadRequest,
  stillFails: (smaller: ReadRequest) => Promise<boolean>,
): Promise<ReadRequest> {
  let smallest = request;
  let tries = 0;
  for (let isSmaller = true; isSmaller && tries < MOST_TRIES;) {
    isSmaller = false;
    for (const candidate of smaller(smallest)) {
      if (++tries > MOST_TRIES) break;
      if (!(await stillFails(candidate).catch(() => false))) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

function* smaller(request: ReadRequest): Generator<ReadRequest> {
  for (const query of smallerTexts(request.query)) yield { ...request, query };
  for (const variables of smallerValues(request.variables)) {
    yield { ...request, variables: variables as Record<string, unknown> };
  }
}

function* smallerTexts(query: string): Generator<string> {
  let document;
  try {
    document = parse(query);
  } catch {
    return;
  }
  const count = countNodes(document);
  for (let n = 0; n < count; n++) {
    let seen = 0;
    let isDone = false;
    const at = (node: ASTNode) => REMOVABLE.has(node.kind) && seen++ === n;
    yield print(
      visit(document, {
        enter(node) {
          if (isDone || !at(node)) return undefined;
          isDone = true;
          return null;
        },
      }),
    );
  }
  yield* withoutFragments(query);
}

/** With the fields of inline fragments in the place of these. */
function* withoutFragments(query: string): Generator<string> {
  const flat = print(
    visit(parse(query), {
      SelectionSet: (set) => ({
        ...set,
        selections: set.selections.flatMap((one) =>
          one.kind === 'InlineFragment' && !one.typeCondition && !one.directives?.length
            ? one.selectionSet.selections
            : [one],
        ),
      }),
    }),
  );
  if (flat !== print(parse(query))) yield flat;
}

function countNodes(document: ASTNode): number {
  let count = 0;
  visit(document, {
    enter(node) {
      if (REMOVABLE.has(node.kind)) count++;
      return count > MOST_TRIES ? BREAK : undefined;
    },
  });
  return count;
}

/** The value without one of its parts, at any depth. */
function* smallerValues(value: unknown): Generator<unknown> {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (let n = 0; n < value.length; n++) {
      yield value.toSpliced(n, 1);
      for (const part of smallerValues(value[n])) yield value.with(n, part);
    }
    return;
  }
  for (const [key, part] of Object.entries(value)) {
    const { [key]: _, ...rest } = value as Record<string, unknown>;
    yield rest;
    for (const less of smallerValues(part)) yield { ...value, [key]: less };
  }
}
