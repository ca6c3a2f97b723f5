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
import { auditDenial } from './audit-denial.ts';
import { countRefusal } from './api-stats.ts';
import { openFeedGroups } from './feed-groups.ts';
import { isPublic, judgeShape } from './limits.ts';
import { maskError } from './masking.ts';
import { Refusal } from './refusal.ts';
import type { OpenStream, Outlet } from './outlet.ts';
import { shapeOf } from './shape.ts';
import { Subscriber } from './subscriber.ts';
import { SubscriptionPlan } from './subscription-plan.ts';

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
  /** Runs a query or a mutation. One that was not admitted before is judged here. Errors are masked. */
  run(operation: Operation | Admitted, asking: Asking): Promise<ExecutionResult>;
  /** Whether the operation is a subscription, which `subscribe` runs. */
  isSubscription(operation: Operation): boolean;
  /** Tells a subscription's results to an outlet from now on: the open stream, or why there is none. */
  subscribe(
    operation: Admitted,
    asking: Asking,
    outlet: Outlet,
  ): Promise<{ readonly stream: OpenStream } | ExecutionResult>;
  /** Masks an error of a step before `run`. */
  mask(error: unknown, asking: Asking): GraphQLError;
}

const MAX_ERRORS = 50;

/** Opens the engine for a schema. */
export function openEngine(schema: GraphQLSchema, services: Services): Engine {
  const parse = documentCache(services.apiStats);
  const groups = openFeedGroups(services.feedStats);
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
    mask(error, asking) {
      const masked = maskError(error, asking.requestId, services.log);
      const { code } = masked.extensions;
      countRefusal(stats, code);
      if (code === 'FORBIDDEN' || code === 'UNAUTHENTICATED') {
        auditDenial(services.log, asking, { code, object: masked.path?.join('.') ?? 'operation' });
      }
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
      try {
        if (engine.isSubscription(operation)) throw notAnswered();
        const contextValue = makeContext(services, asking, await feedHeadFor(operation, asking));
        return finish(await execute({ ...argsOf(operation, asking), contextValue }), asking);
      } catch (error) {
        return { errors: [engine.mask(error, asking)] };
      } finally {
        stats.operations--;
        if ('release' in operation) operation.release();
      }
    },

    isSubscription: ({ document, operationName }) =>
      documentShape(document, operationName)?.operation.operation === 'subscription',

    async subscribe(operation, asking, outlet) {
      stats.operations++;
      const { release } = operation;
      const ended = () => {
        stats.operations--;
        release();
      };
      try {
        const { viewer } = asking;
        const shape = documentShape(operation.document, operation.operationName)!;
        const plan = new SubscriptionPlan(
          executing,
          argsOf(operation, asking),
          asking,
          viewer && shapeOf(viewer, shape, operation),
        );
        const source = await plan.source();
        if (Symbol.asyncIterator in source) {
          const stream = new Subscriber(plan, outlet, groups, services.feedStats, ended);
          void stream.follow(source, null);
          return { stream };
        }
        ended();
        return source;
      } catch (error) {
        ended();
        return { errors: [engine.mask(error, asking)] };
      }
    },
  };

  /** A subscription takes one of its user's places. */
  const placeFor = async (operation: Operation, { viewer }: Asking): Promise<Release> => {
    const shape = documentShape(operation.document, operation.operationName)!;
    if (shape.operation.operation !== 'subscription' || !viewer) return () => {};
    return services.admission.feed(viewer);
  };

  const finish = (result: ExecutionResult, asking: Asking): ExecutionResult =>
    result.errors
      ? { ...result, errors: result.errors.map((error) => engine.mask(error, asking)) }
      : result;
  const executing = {
    finish,
    contextOf: (asking: Asking) => makeContext(services, asking, null),
  };

  const argsOf = (operation: Operation, { viewer }: Asking) => ({
    schema: viewer || isMutation(operation) ? schema : closedSchema,
    document: operation.document,
    operationName: operation.operationName ?? null,
    variableValues: operation.variables ?? {},
  });

  /** The log's head, where the document asks for it. Before any field is read, though graphql-js would run them side by side. */
  async function feedHeadFor(
    { document, operationName }: Operation,
    { viewer }: Asking,
  ): Promise<string | null> {
    const shape = documentShape(document, operationName)!;
    if (!viewer || !shape.rootFields.includes('feedHead')) return null;
    const { epoch, seq } = await readHead(services.logPool);
    return services.cursors.write(viewer.workspaceId, { epoch, seq });
  }

  return engine;
}

function isMutation({ document, operationName }: Operation): boolean {
  return documentShape(document, operationName)?.operation.operation === 'mutation';
}

function notAnswered(): Refusal {
  return new Refusal(
    'NOT_ACCEPTABLE',
    'A subscription has no single answer. Use a WebSocket, or accept text/event-stream.',
  );
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
