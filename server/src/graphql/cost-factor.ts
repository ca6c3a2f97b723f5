import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  Kind,
  type SelectionNode,
  valueFromAST,
} from 'graphql';
import { DEFAULT_PAGE_SIZE } from './list-arguments.ts';

/** The coerced variables of an operation. */
export type Variables = Readonly<Record<string, unknown>>;

/** What a number of objects is multiplied by. */
export interface Factor {
  /** Where the document says it. Null: the variables do. */
  readonly constant: number | null;
  valueOf(variables: Variables): number;
}

/** How many rows the page of a field has, whether or not that is in range: `first`, else `last`, else 25. */
export interface PageSize extends Factor {
  readonly field: FieldNode;
  /** What says it with these variables; `variable` where that is a variable and no literal. */
  saidBy(variables: Variables): { readonly argument: Argument; readonly variable: string | null };
}

type Argument = 'first' | 'last';

/** The factor that is always the same. */
export function constant(value: number): Factor {
  return { constant: value, valueOf: () => value };
}

/** The page of a field. Null: it takes no `first`. */
export function pageSize(field: GraphQLField<unknown, unknown>, node: FieldNode): PageSize | null {
  const first = given(field, node, 'first');
  if (!first) return null;
  const last = given(field, node, 'last');
  const valueOf = (variables: Variables) =>
    (first.valueOf(variables) ?? last?.valueOf(variables) ?? DEFAULT_PAGE_SIZE) as number;
  const isConstant = first.variable === null && (last?.variable ?? null) === null;
  return {
    field: node,
    constant: isConstant ? valueOf({}) : null,
    valueOf,
    saidBy(variables) {
      const isLast = first.valueOf(variables) == null && last?.valueOf(variables) != null;
      return isLast
        ? { argument: 'last', variable: last.variable }
        : { argument: 'first', variable: first.variable };
    },
  };
}

/** How many ids a field is asked for. Null: it takes none, or none were given. */
export function idCount(field: GraphQLField<unknown, unknown>, node: FieldNode): Factor | null {
  const ids = given(field, node, 'ids');
  if (!ids) return null;
  const countOf = (value: unknown) => (Array.isArray(value) ? value.length : 1);
  if (ids.node?.value.kind === Kind.LIST) return constant(ids.node.value.values.length);
  return ids.variable === null
    ? constant(1)
    : { constant: null, valueOf: (variables) => countOf(ids.valueOf(variables)) };
}

/** What `@skip` and `@include` make of a selection: none, or factors of 0 and 1. */
export function askedFor({ directives }: SelectionNode): readonly Factor[] {
  return (directives ?? []).flatMap(({ name, arguments: args }) => {
    const value = args?.find((arg) => arg.name.value === 'if')?.value;
    if (!value || !['skip', 'include'].includes(name.value)) return [];
    const counts = (isSet: unknown) => ((isSet === true) === (name.value === 'include') ? 1 : 0);
    if (value.kind === Kind.BOOLEAN) return [constant(counts(value.value))];
    if (value.kind !== Kind.VARIABLE) return [];
    const variable = value.name.value;
    return [{ constant: null, valueOf: (variables) => counts(variables[variable]) }];
  });
}

interface Given {
  readonly node: ArgumentNode | undefined;
  readonly variable: string | null;
  valueOf(variables: Variables): unknown;
}

function given(field: GraphQLField<unknown, unknown>, node: FieldNode, name: string): Given | null {
  const arg = field.args.find((one) => one.name === name);
  if (!arg) return null;
  const argument = node.arguments?.find((one) => one.name.value === name);
  return { node: argument, ...valueFrom(arg, argument) };
}

function valueFrom({ type, defaultValue }: GraphQLArgument, argument: ArgumentNode | undefined) {
  if (argument?.value.kind === Kind.VARIABLE) {
    const variable = argument.value.name.value;
    const valueOf = (variables: Variables) =>
      variables[variable] === undefined ? defaultValue : variables[variable];
    return { variable, valueOf };
  }
  const value: unknown = argument ? valueFromAST(argument.value, type) : defaultValue;
  return { variable: null, valueOf: () => value };
}
