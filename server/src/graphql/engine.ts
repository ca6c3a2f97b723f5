import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { readHead } from '../live/feed-head.ts';
import type { Release } from '../platform/tallies.ts';
import { type Asking, departureIn, makeContext, type Services } from './context.ts';
import { closedSchema } from './closed-schema.ts';
import { costReport } from './cost.ts';
import { documentCache } from './document-cache.ts';
import { documentShape } from './document-shape.ts';
import { auditDenial } from './audit-denial.ts';
import { countRefusal } from './api-stats.ts';
import { openFeedGroups } from './feed-groups.ts';
import { type Admissible, type Judgement, openJudging } from './judging.ts';
import { isCancelled, maskError } from './masking.ts';
import { asResult, pathOf, readCompiled } from './reads/read-compiled.ts';
import type { Reads } from './reads/reads.ts';
import { writeHot } from './hot-form.ts';
import { readWhole, type WholeAnswer } from './reads/read-whole.ts';
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
  /** What it costs. */
  readonly cost: number;
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
  /** What a valid document comes to with these variables, before anything is executed: its cost, or why it is refused. */
  judge(operation: Operation, asking: Asking): Judgement;
  /** The whole way before execution: parse, validate, judge, and for a subscription a place. Why it is refused, masked, or the operation to run. */
  admit(
    request: OperationRequest,
    asking: Asking,
  ): Promise<{ readonly operation: Admitted } | { readonly refused: readonly GraphQLError[] }>;
  /** Runs a query or a mutation, and tells what it cost. One that was not admitted before is judged here. Errors are masked. */
  run(operation: Operation | Admitted, asking: Asking): Promise<ExecutionResult>;
  /**
   * Answers what one compiled statement answers as a whole: a query, or what a mutation has made
   * already. Null: `run` has to. Throws what keeps the database from answering, unmasked.
   */
  readWhole(operation: Operation, judged: Admissible, asking: Asking): Promise<WholeAnswer | null>;
  /**
   * Gives the command of a mutation that has a hot form, for a viewer that is remembered with this
   * access. True: it is done, and `asking.made` says what it made. False: nothing was done.
   */
  writeHot(
    operation: Operation,
    judged: Admissible,
    asking: Asking,
    access: string,
  ): Promise<boolean>;
  /** Whether the operation is a subscription, which `subscribe` runs. */
  isSubscription(operation: Operation): boolean;
  /** Whether the operation changes something. */
  isMutation(operation: Operation): boolean;
  /** Tells a subscription's results to an outlet from now on: the open stream, or why there is none. */
  subscribe(
    operation: Admitted,
    asking: Asking,
    outlet: Outlet,
  ): Promise<{ readonly stream: OpenStream } | ExecutionResult>;
  /** Masks an error of a step before `run`. */
  mask(error: unknown, asking: Asking): GraphQLError;
}

export interface EngineOptions {
  /** The compiled reads. Absent: every query is executed on the ordinary path. */
  readonly reads?: Reads | undefined;
  /** Whether answers tell in `extensions` which path served them, and why. For developers. */
  readonly tellsPath?: boolean | undefined;
}

/** Opens the engine for a schema. */
export function openEngine(
  schema: GraphQLSchema,
  services: Services,
  { reads, tellsPath }: EngineOptions = {},
): Engine {
  const parse = documentCache(services.apiStats);
  const groups = openFeedGroups(services.feedStats);
  const { apiStats: stats } = services;
  const judging = openJudging(schema);

  const engine: Engine = {
    schema,
    parse,
    mask(error, asking) {
      // That a statement was cancelled because its client has gone is no failure, and nobody reads of it.
      if (isCancelled(error) && departureIn(asking)?.isGone) {
        return new Refusal('TIMEOUT', 'Nobody waits for this any more.');
      }
      const masked = maskError(error, asking.requestId, services.log);
      const { code } = masked.extensions;
      countRefusal(stats, code);
      if (code === 'FORBIDDEN' || code === 'UNAUTHENTICATED') {
        auditDenial(services.log, asking, { code, object: masked.path?.join('.') ?? 'operation' });
      }
      return masked;
    },

    validate: (document, { viewer }, operationName) =>
      judging.validate(document, viewer, operationName),

    judge: (operation, { viewer }) => judging.judge(operation, viewer),

    async admit({ query, operationName, variables }, asking) {
      try {
        const document = parse(query);
        const errors = engine.validate(document, asking, operationName ?? null);
        const operation = { document, operationName, variables };
        const { refused, cost } =
          errors.length > 0 ? { refused: errors, cost: null } : engine.judge(operation, asking);
        if (refused.length === 0) {
          const release = await placeFor(operation, asking);
          return { operation: { ...operation, cost: cost!, release } };
        }
        return { refused: refused.map((error) => engine.mask(error, asking)) };
      } catch (error) {
        return { refused: [engine.mask(error, asking)] };
      }
    },

    async run(operation, asking) {
      const { refused, cost } =
        'release' in operation
          ? { refused: [], cost: operation.cost }
          : engine.judge(operation, asking);
      if (refused.length > 0) return { errors: refused.map((error) => engine.mask(error, asking)) };
      stats.operations++;
      try {
        if (engine.isSubscription(operation)) throw notAnswered();
        const feedHead = await feedHeadFor(operation, asking);
        const contextValue = makeContext(services, asking, feedHead);
        const args = { ...argsOf(operation, asking), contextValue };
        const compiled = reads && (await readCompiled(reads, args, feedHead));
        const result = typeof compiled === 'object' ? asResult(compiled) : await execute(args);
        const extensions = { cost: costReport(cost!), ...(tellsPath ? pathOf(compiled) : {}) };
        return { ...finish(result, asking), extensions };
      } catch (error) {
        return { errors: [engine.mask(error, asking)] };
      } finally {
        stats.operations--;
        if ('release' in operation) operation.release();
      }
    },

    writeHot: (operation, judged, asking, access) =>
      writeHot({ schema, services, reads }, operation, judged, asking, access),

    async readWhole(operation, judged, asking) {
      if (!reads) return null;
      stats.operations++;
      try {
        return await readWhole(reads, operation, judged, asking, {
          feedHeadOf: () => feedHeadFor(operation, asking),
          tellsPath,
        });
      } finally {
        stats.operations--;
      }
    },

    isMutation,

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
