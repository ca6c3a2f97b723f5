import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionResult,
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  validate,
} from 'graphql';
import { readHead } from '../live/feed-head.ts';
import { type Asking, makeContext, type Services } from './context.ts';
import { closedSchema } from './closed-schema.ts';
import { judgeCost } from './cost.ts';
import { documentCache } from './document-cache.ts';
import { documentShape } from './document-shape.ts';
import { isPublic, judgeShape } from './limits.ts';
import { maskError } from './masking.ts';
import { Refusal } from './refusal.ts';

/** One operation that was admitted. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

export type OperationResult = ExecutionResult | AsyncIterableIterator<ExecutionResult>;

/**
 * The one path of every operation, whichever transport it came by: parse and validate (cached),
 * limits, execute. Authentication stands before it.
 */
export interface Engine {
  readonly schema: GraphQLSchema;
  /** @throws {GraphQLError} a syntax error, or a text that is too long */
  parse(query: string): DocumentNode;
  /** Why the document is refused; empty: it may run. */
  validate(
    document: DocumentNode,
    asking: Asking,
    operationName?: string | null,
  ): readonly GraphQLError[];
  /** Runs it: a result, or for a subscription its results. Errors are masked. */
  run(operation: Operation, asking: Asking): Promise<OperationResult>;
  /** Masks an error of a step before `run`. */
  mask(error: unknown, asking: Asking): GraphQLError;
}

const MAX_ERRORS = 50;

/** Opens the engine for a schema. */
export function openEngine(schema: GraphQLSchema, services: Services): Engine {
  const parse = documentCache();
  const verdicts = new WeakMap<DocumentNode, readonly GraphQLError[]>();

  const judge = (
    document: DocumentNode,
    operationName?: string | null,
  ): readonly GraphQLError[] => {
    const shape = documentShape(document, operationName);
    const tooMuch = shape && judgeShape(shape);
    if (tooMuch) return [tooMuch];
    let errors = verdicts.get(document);
    if (!errors) {
      errors = distinct(validate(schema, document, undefined, { maxErrors: MAX_ERRORS }));
      verdicts.set(document, errors);
    }
    return errors;
  };

  const engine: Engine = {
    schema,
    parse,
    mask: (error, { requestId }) => maskError(error, requestId, services.log),

    validate(document, asking, operationName) {
      const errors = judge(document, operationName);
      // Limits are published; what graphql-js says of a mistake tells the schema.
      if (asking.viewer || errors.every((error) => error instanceof Refusal)) return errors;
      return [
        new Refusal(
          'GRAPHQL_VALIDATION_FAILED',
          'This document is not valid. Sign in to be told why.',
        ),
      ];
    },

    async run(operation, asking) {
      try {
        return await runAdmitted(operation, asking);
      } catch (error) {
        return { errors: [engine.mask(error, asking)] };
      }
    },
  };

  const runAdmitted = async (operation: Operation, asking: Asking): Promise<OperationResult> => {
    const { document, operationName } = operation;
    const masked = (errors: readonly GraphQLError[]): ExecutionResult => ({
      errors: errors.map((error) => engine.mask(error, asking)),
    });
    const shape = documentShape(document, operationName);
    if (!shape) {
      return masked([
        new Refusal(
          'OPERATION_NOT_FOUND',
          'There is no operation of that name, or several and no name.',
        ),
      ]);
    }
    if (!asking.viewer && !isPublic(shape)) {
      return masked([new Refusal('UNAUTHENTICATED', 'Sign in first.')]);
    }
    const { coerced, errors } = getVariableValues(
      schema,
      shape.operation.variableDefinitions ?? [],
      operation.variables ?? {},
      { maxErrors: MAX_ERRORS },
    );
    if (errors) return masked(errors);
    const tooDear = judgeCost(schema, document, shape.operation, coerced);
    if (tooDear) return masked([tooDear]);

    // Before any field of the document is read, though graphql-js would run them side by side.
    const feedHead =
      shape.rootFields.includes('feedHead') && asking.viewer
        ? await headCursor(asking.viewer.workspaceId)
        : null;
    const isClosed = !asking.viewer && shape.operation.operation === 'query';
    const args = {
      schema: isClosed ? closedSchema : schema,
      document,
      operationName: operationName ?? null,
      variableValues: operation.variables ?? {},
    };
    const finish = (result: ExecutionResult): ExecutionResult =>
      result.errors ? { ...result, ...masked(result.errors) } : result;

    if (shape.operation.operation !== 'subscription') {
      return finish(
        await execute({ ...args, contextValue: makeContext(services, asking, feedHead) }),
      );
    }
    const source = await createSourceEventStream({
      ...args,
      contextValue: makeContext(services, asking, null),
    });
    if (!(Symbol.asyncIterator in source)) return finish(source);
    // Each event is executed with a context of its own: what was loaded for one is not shown for the next.
    return mapResults(source as AsyncIterableIterator<unknown>, engine, asking, async (rootValue) =>
      finish(
        await execute({ ...args, rootValue, contextValue: makeContext(services, asking, null) }),
      ),
    );
  };

  async function headCursor(workspaceId: string): Promise<string> {
    const { epoch, seq } = await readHead(services.logPool);
    return services.cursors.write(workspaceId, { epoch, seq });
  }

  return engine;
}

function mapResults(
  source: AsyncIterableIterator<unknown>,
  engine: Engine,
  asking: Asking,
  run: (event: unknown) => Promise<ExecutionResult>,
): AsyncIterableIterator<ExecutionResult> {
  let failed = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (failed) return { done: true, value: undefined };
      try {
        const { done, value } = await source.next();
        if (done) return { done: true, value: undefined };
        const result = await run(value);
        if (isTransient(result)) {
          // Half an item would be taken for the whole: better none, and the subscriber resumes before it.
          failed = true;
          await source.return?.();
          return { done: false, value: { errors: result.errors } };
        }
        if (hasCursor(value)) positions.set(result, value.cursor);
        return { done: false, value: result };
      } catch (error) {
        failed = true;
        return { done: false, value: { errors: [engine.mask(error, asking)] } };
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}

const positions = new WeakMap<ExecutionResult, string>();

/** The cursor of the item that a subscription's result shows, whether or not the document asks for it. Null: it has none. */
export function positionOf(result: ExecutionResult): string | null {
  return positions.get(result) ?? null;
}

function isTransient(result: ExecutionResult): result is { errors: readonly GraphQLError[] } {
  return result.errors?.some(({ extensions }) => extensions.retryable === true) ?? false;
}

function hasCursor(value: unknown): value is { readonly cursor: string } {
  return typeof value === 'object' && value !== null && 'cursor' in value;
}

/** Each message once: a thousand unknown directives are one mistake. */
function distinct(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const seen = new Set<string>();
  return errors.filter(({ message }) => {
    if (seen.has(message) || message.startsWith('Too many validation errors')) return false;
    seen.add(message);
    return true;
  });
}
