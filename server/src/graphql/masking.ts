import { GraphQLError } from 'graphql';
import { Problem } from '../kernel/problem.ts';
import type { Log } from '../platform/log.ts';
import { databaseRefusal, isDatabaseAway, sqlStates } from '../platform/sql-state.ts';
import { isRefusalCode, Refusal, type RefusalCode } from './refusal.ts';

/**
 * Makes an error fit to be seen outside. What was meant for the caller passes with its code;
 * anything else becomes "Something went wrong" and a request id, and is logged under that id.
 * No SQL, path, host, stack or suggestion ever passes.
 */
export function maskError(error: unknown, requestId: string, log: Log): GraphQLError {
  const outer =
    error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  const original = outer.originalError ?? null;
  if (outer instanceof Refusal) return tagged(outer, outer.message, outer.extensions, requestId);
  if (original instanceof Refusal)
    return tagged(outer, original.message, original.extensions, requestId);
  if (original instanceof Problem) {
    return tagged(outer, original.message, { code: original.code, retryable: false }, requestId);
  }
  if (error instanceof GraphQLError && (original === null || original instanceof GraphQLError)) {
    const code = codeOf(error);
    return tagged(
      error,
      withoutSuggestion(error.message),
      { ...error.extensions, code, retryable: false },
      requestId,
    );
  }
  const state = databaseRefusal(original)?.sqlState;
  if (state === sqlStates.queryCanceled || state === sqlStates.lockNotAvailable) {
    log.warn({ err: original, requestId }, 'A statement took too long.');
    return tagged(
      outer,
      'This took too long and was given up.',
      { code: 'TIMEOUT', retryable: true },
      requestId,
    );
  }
  if (isDatabaseAway(original ?? error)) {
    log.warn({ err: original ?? error, requestId }, 'The database is away.');
    return tagged(
      outer,
      'The server cannot answer just now. Try again in a moment.',
      { code: 'UNAVAILABLE', retryable: true },
      requestId,
    );
  }
  log.error({ err: original ?? error, requestId }, 'A request failed.');
  return tagged(outer, 'Something went wrong.', { code: 'INTERNAL', retryable: true }, requestId);
}

/** Whether it comes of a statement that was cancelled, by its time limit or by us. */
export function isCancelled(error: unknown): boolean {
  const original = error instanceof GraphQLError ? error.originalError : error;
  return databaseRefusal(original)?.sqlState === sqlStates.queryCanceled;
}

/** Yoga and graphql-js have codes of their own, or none; ours are a closed list. */
function codeOf(error: GraphQLError): RefusalCode {
  const { code, http } = error.extensions;
  if (isRefusalCode(code) && code !== 'BAD_REQUEST') return code;
  if (code === 'OPERATION_RESOLUTION_FAILURE') return 'OPERATION_NOT_FOUND';
  if (http?.status === 405) return 'METHOD_NOT_ALLOWED';
  if (code !== undefined) return 'BAD_REQUEST';
  return error.message.startsWith('Syntax Error')
    ? 'GRAPHQL_PARSE_FAILED'
    : 'GRAPHQL_VALIDATION_FAILED';
}

function tagged(
  error: GraphQLError,
  message: string,
  extensions: Readonly<Record<string, unknown>>,
  requestId: string,
): GraphQLError {
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: { ...extensions, requestId },
  });
}

// graphql-js names similar fields, which tells a stranger the schema word by word.
function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean .*\?$/s, '');
}
