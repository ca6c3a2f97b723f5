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
import type { Release } from '../platform/tallies.ts';
import { type Asking, makeContext, type Services } from './context.ts';
import { closedSchema } from './closed-schema.ts';
import { judgeCost } from './cost.ts';
import { documentCache } from './document-cache.ts';
import { documentShape } from './document-shape.ts';
import { countRefusal } from './api-stats.ts';
import { openFeedGroups } from './feed-groups.ts';
import { isPublic, judgeShape } from './limits.ts';
import { maskError } from './masking.ts';
import { Refusal } from './refusal.ts';
import { shapeKey } from './shape-key.ts';
import { subscriptionResults } from './subscription.ts';
import { untilEnded } from './until-ended.ts';

/** One operation, parsed. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** One operation as a caller sent it. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** An operation that was admitted. Whoever has one runs it, which gives its place back when it has ended. */
export interface Admitted extends Operation {
  readonly release: Release;
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
  /** The whole way before execution: parse, validate, judge, and for a subscription a place. Why it is refused, masked, or the operation to run. */
  admit(
    request: OperationRequest,
    asking: Asking,
  ): Promise<{ readonly operation: Admitted } | { readonly refused: readonly GraphQLError[] }>;
  /** Runs it: a result, or for a subscription its results. One that was not admitted before is judged here. Errors are masked. */
  run(operation: Operation | Admitted, asking: Asking): Promise<OperationResult>;
  /** Masks an error of a step before `run`. */
  mask(error: unknown, asking: Asking): GraphQLError;
}

const MAX_ERRORS = 50;

/** Opens the engine for a schema. */
export function openEngine(schema: GraphQLSchema, services: Services): Engine {
  const parse = documentCache(services.apiStats);
  const groups = openFeedGroups();
  const { apiStats: stats } = services;
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
    mask(error, { requestId }) {
      const masked = maskError(error, requestId, services.log);
      countRefusal(stats, masked.extensions.code);
      return masked;
    },

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

    async admit({ query, operationName, variables }, asking) {
      try {
        const document = parse(query);
        const errors = engine.validate(document, asking, operationName ?? null);
        const operation = { document, operationName, variables };
        const refused = errors.length > 0 ? errors : engine.judge(operation, asking);
        if (refused.length === 0) {
          const release = await placeFor(operation, asking);
          return { operation: { ...operation, release } };
        }
        return { refused: refused.map((error) => engine.mask(error, asking)) };
      } catch (error) {
        return { refused: [engine.mask(error, asking)] };
      }
    },

    async run(operation, asking) {
      if (!('release' in operation)) {
        const refused = engine.judge(operation, asking);
        if (refused.length > 0)
          return { errors: refused.map((error) => engine.mask(error, asking)) };
      }
      stats.operations++;
      let release: Release = 'release' in operation ? operation.release : () => {};
      try {
        if (!('release' in operation)) release = await placeFor(operation, asking);
        const result = await runAdmitted(operation, asking);
        if (Symbol.asyncIterator in result) return untilEnded(result, ended);
        ended();
        return result;
      } catch (error) {
        ended();
        return { errors: [engine.mask(error, asking)] };
      }
      function ended() {
        stats.operations--;
        release();
      }
    },
  };

  /** A subscription takes one of its user's places. */
  const placeFor = async (operation: Operation, { viewer }: Asking): Promise<Release> => {
    const shape = documentShape(operation.document, operation.operationName)!;
    if (shape.operation.operation !== 'subscription' || !viewer) return () => {};
    return services.admission.feed(viewer);
  };

  const runAdmitted = async (operation: Operation, asking: Asking): Promise<OperationResult> => {
    const { document, operationName } = operation;
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
