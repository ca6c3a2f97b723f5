import { randomUUID } from 'node:crypto';
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
} from 'graphql';
import { AsksForUser, classViewer } from '../kernel/viewer.ts';
import type { Asking, Context } from './context.ts';
import type { FeedGroups } from './feed-groups.ts';
import { isShareable } from './shareable-stream.ts';

export interface SubscriptionOptions {
  readonly args: ExecutionArgs;
  /** Masks the errors of a result. */
  readonly finish: (result: ExecutionResult, asking: Asking) => ExecutionResult;
  /** What it shares its execution by; null: with nobody. */
  readonly shape: string | null;
  readonly groups: FeedGroups;
  readonly contextOf: (asking: Asking) => Context;
  readonly asking: Asking;
}

/**
 * Runs a subscription: a result per item, each executed with a context of its own, so that what was
 * loaded for one is not shown for the next. Where the stream and the transport allow it, subscribers
 * of one shape share the execution.
 */
export async function subscriptionResults(
  options: SubscriptionOptions,
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const { args, finish, shape, groups, contextOf, asking } = options;
  const source = await createSourceEventStream({ ...args, contextValue: contextOf(asking) });
  if (!(Symbol.asyncIterator in source)) return finish(source, asking);
  const own = async (rootValue: unknown) =>
    finish(await execute({ ...args, rootValue, contextValue: contextOf(asking) }), asking);
  const fail = (error: unknown) => finish({ errors: [error as GraphQLError] }, asking);

  const { frames, viewer } = asking;
  if (!frames || !viewer || shape === null || !isShareable(source)) {
    return mapResults(source as AsyncIterableIterator<unknown>, fail, own);
  }
  const forClass: Asking = {
    viewer: classViewer(viewer),
    caller: { address: '', userAgent: '' },
    requestId: randomUUID(),
  };
  const shared = async (items: readonly unknown[]) => {
    const contextValue = contextOf(forClass);
    return Promise.all(
      items.map(async (rootValue) => {
        const result = await execute({ ...args, rootValue, contextValue });
        const asked = result.errors?.find(
          ({ originalError }) => originalError instanceof AsksForUser,
        );
        if (asked) throw asked.originalError!;
        const finished = finish(result, forClass);
        if (isTransient(finished)) throw new Error('An item could not be finished.');
        return finished;
      }),
    );
  };
  const results = groups.results({ shape, frames, sharing: source.sharing, own, shared });
  return mapResults(results, fail, async (result) => result as ExecutionResult);
}

/** The results of a stream, which end with the first that could not be finished. */
function mapResults(
  source: AsyncIterableIterator<unknown>,
  fail: (error: unknown) => ExecutionResult,
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
        return { done: false, value: fail(error) };
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
