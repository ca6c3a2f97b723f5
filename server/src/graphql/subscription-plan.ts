import { randomUUID } from 'node:crypto';
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
} from 'graphql';
import { AsksForUser, classViewer, type Viewer } from '../kernel/viewer.ts';
import type { Asking, Context } from './context.ts';
import type { Shape } from './feed-groups.ts';

/** How the engine executes. */
export interface Executing {
  readonly contextOf: (asking: Asking) => Context;
  /** Masks the errors of a result. */
  readonly finish: (result: ExecutionResult, asking: Asking) => ExecutionResult;
}

/**
 * How one subscription is executed, whether it is told alone or in a group. Each item has a context
 * of its own, so that what was loaded for one is not shown for the next. There is one for every
 * subscription that is open, so it holds little.
 */
export class SubscriptionPlan {
  /** By what it shares; null: it does not. */
  shape: Shape | null;
  readonly #executing: Executing;
  readonly #args: ExecutionArgs;
  readonly #asking: Asking;

  constructor(executing: Executing, args: ExecutionArgs, asking: Asking, shape: Shape | null) {
    this.#executing = executing;
    this.#args = args;
    this.#asking = asking;
    this.shape = shape;
  }

  get viewer(): Viewer {
    return this.#asking.viewer!;
  }

  /** Asks the schema for the stream: the stream, or why there is none. */
  async source(): Promise<AsyncIterable<unknown> | ExecutionResult> {
    const contextValue = this.#executing.contextOf(this.#asking);
    const source = await createSourceEventStream({ ...this.#args, contextValue });
    return Symbol.asyncIterator in source ? source : this.#executing.finish(source, this.#asking);
  }

  /** Executes one item for this subscriber alone. */
  async own(rootValue: unknown): Promise<ExecutionResult> {
    const contextValue = this.#executing.contextOf(this.#asking);
    const result = await execute({ ...this.#args, rootValue, contextValue });
    return this.#executing.finish(result, this.#asking);
  }

  /**
   * Executes items for all of the visibility class, side by side, with a context that has no user.
   *
   * @throws {AsksForUser} a resolver asked for one
   */
  async shared(items: readonly unknown[]): Promise<readonly ExecutionResult[]> {
    const asking: Asking = {
      viewer: classViewer(this.viewer),
      caller: { address: '', userAgent: '' },
      requestId: randomUUID(),
    };
    const contextValue = this.#executing.contextOf(asking);
    return Promise.all(
      items.map(async (rootValue) => {
        const result = await execute({ ...this.#args, rootValue, contextValue });
        const asked = result.errors?.find(
          ({ originalError }) => originalError instanceof AsksForUser,
        );
        if (asked) throw asked.originalError!;
        const finished = this.#executing.finish(result, asking);
        if (isTransient(finished)) throw new Error('An item could not be finished.');
        return finished;
      }),
    );
  }

  /** Masks what broke the stream. */
  fail(error: unknown): ExecutionResult {
    return this.#executing.finish({ errors: [error as GraphQLError] }, this.#asking);
  }
}

/** Whether a result is of a moment's trouble, and asking again may well give another. */
export function isTransient(
  result: ExecutionResult,
): result is ExecutionResult & { errors: readonly GraphQLError[] } {
  return result.errors?.some(({ extensions }) => extensions.retryable === true) ?? false;
}
