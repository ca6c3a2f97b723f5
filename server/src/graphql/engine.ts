import {
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
import { openFeedGroups } from './feed-groups.ts';
import { isPublic, judgeShape } from './limits.ts';
import { maskError } from './masking.ts';
import { Refusal } from './refusal.ts';
import { shapeKey } from './shape-key.ts';
import { subscriptionResults } from './subscription.ts';

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
  /** Why a valid document is refused with these variables, before anything is executed; empty: it may run. */
  judge(operation: Operation, asking: Asking): readonly GraphQLError[];
  /** Judges it and runs it: a result, or for a subscription its results. Errors are masked. */
  run(operation: Operation, asking: Asking): Promise<OperationResult>;
  /** Masks an error of a step before `run`. */
  mask(error: unknown, asking: Asking): GraphQLError;
}

const MAX_ERRORS = 50;

/** Opens the engine for a schema. */
export function openEngine(schema: GraphQLSchema, services: Services): Engine {
  const parse = documentCache();
  const groups = openFeedGroups();
  const verdicts = new WeakMap<DocumentNode, readonly GraphQLError[]>();

  const judgeDocument = (
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
      const errors = judgeDocument(document, operationName);
      // Limits are published; what graphql-js says of a mistake tells the schema.
      if (asking.viewer || errors.every((error) => error instanceof Refusal)) return errors;
      return [
        new Refusal(
          'GRAPHQL_VALIDATION_FAILED',
          'This document is not valid. Sign in to be told why.',
        ),
      ];
    },

    judge({ document, operationName, variables }, asking) {
      const shape = documentShape(document, operationName);
      if (!shape) {
        return [
          new Refusal(
            'OPERATION_NOT_FOUND',
            'There is no operation of that name, or several and no name.',
          ),
        ];
      }
      if (!asking.viewer && !isPublic(shape)) {
        return [new Refusal('UNAUTHENTICATED', 'Sign in first.')];
      }
      const { coerced, errors } = getVariableValues(
        schema,
        shape.operation.variableDefinitions ?? [],
        variables ?? {},
        { maxErrors: MAX_ERRORS },
      );
      if (errors) return errors;
      const tooDear = judgeCost(schema, document, shape.operation, coerced);
      return tooDear ? [tooDear] : [];
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
    const refused = engine.judge(operation, asking);
    if (refused.length > 0) return { errors: refused.map((error) => engine.mask(error, asking)) };
    const shape = documentShape(document, operationName)!;

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
    const finish = (result: ExecutionResult, one = asking): ExecutionResult =>
      result.errors
        ? { ...result, errors: result.errors.map((error) => engine.mask(error, one)) }
        : result;

    if (shape.operation.operation !== 'subscription') {
      return finish(
        await execute({ ...args, contextValue: makeContext(services, asking, feedHead) }),
      );
    }
    const { viewer } = asking;
    return subscriptionResults({
      args,
      finish,
      shape: viewer && shapeKey(viewer, shape, operation),
      groups,
      contextOf: (one) => makeContext(services, one, null),
      asking,
    });
  };

  async function headCursor(workspaceId: string): Promise<string> {
    const { epoch, seq } = await readHead(services.logPool);
    return services.cursors.write(workspaceId, { epoch, seq });
  }

  return engine;
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
