import { execute, type ExecutionArgs, type ExecutionResult, getVariableValues } from 'graphql';
import { type Context, departureIn } from '../context.ts';
import { documentShape } from '../document-shape.ts';
import type { ReadAnswer, Reads } from './reads.ts';

/**
 * Answers an operation by the compiled reads. A text: why the ordinary path has to. Undefined: it is
 * none that reads could answer.
 */
export async function readCompiled(
  reads: Reads,
  args: ExecutionArgs,
  feedHead: string | null,
): Promise<ReadAnswer | string | undefined> {
  const { schema, document, operationName, variableValues } = args;
  const { asking } = args.contextValue as Context;
  const operation = documentShape(document, operationName)?.operation;
  if (operation?.operation !== 'query' || !asking.viewer) return undefined;
  const { coerced } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    variableValues ?? {},
  );
  if (!coerced) return undefined;
  return reads.read({
    document,
    operation,
    variables: coerced,
    viewer: asking.viewer,
    feedHead,
    departure: departureIn(asking),
    execute: async (rest) => execute({ ...args, document: rest }),
  });
}

/** The answer as the executor would have given it. */
export function asResult({ data, errors }: ReadAnswer): ExecutionResult {
  return { ...(errors ? { errors } : {}), data: JSON.parse(data) as Record<string, unknown> };
}

/** The path that an answer came by, for its `extensions`. */
export function pathOf(compiled: ReadAnswer | string | undefined): object {
  if (compiled === undefined) return {};
  const reads =
    typeof compiled === 'string'
      ? { path: 'ordinary', why: [compiled] }
      : { path: compiled.why.length > 0 ? 'partly compiled' : 'compiled', why: compiled.why };
  return { reads };
}
