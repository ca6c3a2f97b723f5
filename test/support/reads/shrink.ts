import {
  type DefinitionNode,
  type DocumentNode,
  type InlineFragmentNode,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';
import type { ReadRequest } from './documents.ts';

const MOST_TRIES = 1500;

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
  const accept = async (candidate: ReadRequest): Promise<boolean> => {
    if (++tries > MOST_TRIES || !(await stillFails(candidate).catch(() => false))) return false;
    smallest = candidate;
    return true;
  };
  for (let before; before !== smallest && tries < MOST_TRIES;) {
    before = smallest;
    // Where leaving out the nth worked, what was behind it is the nth now.
    for (let n = 0; n < countNodes(smallest.query);) {
      const isSmaller = await accept({ ...smallest, query: withoutNth(smallest.query, n) });
      if (!isSmaller) n++;
    }
    for (const query of flatter(smallest.query)) await accept({ ...smallest, query });
    for (const variables of smallerValues(smallest.variables)) {
      if (await accept({ ...smallest, variables: variables as Record<string, unknown> })) break;
    }
  }
  return smallest;
}

function withoutNth(query: string, n: number): string {
  let seen = 0;
  let isDone = false;
  const smaller: DocumentNode = visit(parse(query), {
    enter(node) {
      if (isDone || !REMOVABLE.has(node.kind) || seen++ !== n) return undefined;
      isDone = true;
      return null;
    },
  });
  return print(withoutUnused(smaller));
}

/** Without the fragments and variables that nothing speaks of any more: they would make it invalid. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  const spread = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const walk = (definition: DefinitionNode): void => {
    visit(definition, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void used.add(`$${name.value}`),
      FragmentSpread({ name: { value: name } }) {
        if (used.has(name)) return;
        used.add(name);
        const fragment = spread.get(name);
        if (fragment) walk(fragment);
      },
    });
  };
  for (const one of document.definitions) {
    if (one.kind === Kind.OPERATION_DEFINITION) walk(one);
  }
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(`$${variable.name.value}`) ? undefined : null),
    FragmentDefinition: ({ name }) => (used.has(name.value) ? undefined : null),
  });
}

/** With the fields of fragments in the place of these. */
function flatter(query: string): string[] {
  if (countNodes(query) === 0) return [];
  const document = parse(query);
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const spread = print(
    withoutUnused(
      visit(document, {
        FragmentSpread: (node): InlineFragmentNode => ({
          ...fragments.get(node.name.value)!,
          ...(node.directives ? { directives: node.directives } : {}),
          kind: Kind.INLINE_FRAGMENT,
        }),
      }),
    ),
  );
  const unwrapped = print(
    visit(document, {
      SelectionSet: (set) => ({
        ...set,
        selections: set.selections.flatMap((one) =>
          one.kind === Kind.INLINE_FRAGMENT && !one.directives?.length
            ? one.selectionSet.selections
            : [one],
        ),
      }),
    }),
  );
  return [spread, unwrapped].filter((text) => text !== print(document));
}

function countNodes(query: string): number {
  let count = 0;
  try {
    visit(parse(query), {
      enter(node) {
        if (REMOVABLE.has(node.kind)) count++;
      },
    });
  } catch {
    return 0;
  }
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
