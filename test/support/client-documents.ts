import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLSchema,
  isInterfaceType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const SOURCES = resolve(import.meta.dirname, '../../client/src');
const WRITTEN = /graphql\(\s*`([^`]*)`/gu;

/** A query of our own client, with the fragments that it spreads. */
export interface ClientQuery {
  readonly name: string;
  readonly text: string;
  readonly operation: OperationDefinitionNode;
}

/** Every query that the client's sources write. */
export function clientQueries(): ClientQuery[] {
  const definitions = globSync('**/*.{ts,tsx}', { cwd: SOURCES })
    .filter((path) => !/\.test\.tsx?$/u.test(path))
    .toSorted()
    .map((path) => readFileSync(resolve(SOURCES, path), 'utf8'))
    .flatMap((text) => [...text.matchAll(WRITTEN)].map(([, written]) => written!))
    // A directive of gql.tada, which takes it out before it asks.
    .flatMap((written) => parse(written.replaceAll('@_unmask', '')).definitions);
  const fragments = new Map(
    definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  return definitions
    .filter((one) => one.kind === Kind.OPERATION_DEFINITION)
    .filter(({ operation }) => operation === 'query')
    .map((operation) => ({
      name: operation.name!.value,
      operation,
      text: [operation, ...spreadIn(operation, fragments)].map(print).join('\n'),
    }));
}

function spreadIn(
  definition: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Set<FragmentDefinitionNode> {
  const found = new Set<FragmentDefinitionNode>();
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment) throw new Error(`No source of the client writes the fragment ${name.value}`);
      for (const one of [fragment, ...spreadIn(fragment, fragments)]) found.add(one);
    },
  });
  return found;
}

/**
 * Values for the variables that a query must have: ids of what is asked for. Throws where the query
 * does not tell what may stand there: teach it here.
 */
export function requiredVariables(
  schema: GraphQLSchema,
  { operation, text }: ClientQuery,
  ids: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const required = new Set(
    (operation.variableDefinitions ?? [])
      .filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)
      .map(({ variable }) => variable.name.value),
  );
  const info = new TypeInfo(schema);
  const fields: FieldNode[] = [];
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field: {
        enter: (node) => void fields.push(node),
        leave: () => void fields.pop(),
      },
      Variable({ name: { value: name } }) {
        const input = info.getInputType();
        const field = info.getFieldDef();
        if (!required.has(name) || !input || !field) return;
        if (getNamedType(input).name !== 'ID') {
          throw new Error(`What may stand for $${name} of ${operation.name!.value}?`);
        }
        const shown = getNamedType(field.type);
        const type = isInterfaceType(shown) ? conditionIn(fields.at(-1)!) : shown.name;
        found[name] = ids[type ?? ''];
      },
    }),
  );
  for (const name of required) {
    if (found[name] === undefined) {
      throw new Error(`What may stand for $${name} of ${operation.name!.value}?`);
    }
  }
  return found;
}

/** The type that an object of an interface is asked as. */
function conditionIn({ selectionSet }: FieldNode): string | undefined {
  for (const one of selectionSet?.selections ?? []) {
    if (one.kind === Kind.INLINE_FRAGMENT) return one.typeCondition?.name.value;
  }
  return undefined;
}
