import {
  type Client,
  type Exchange,
  makeErrorResult,
  makeOperation,
  makeResult,
  type Operation,
  type OperationResult,
} from '@urql/core';
import { print } from '@0no-co/graphql.web';
import { filter, make, merge, mergeMap, pipe, type Source, takeUntil } from 'wonka';
import type { FeedSocket } from '../feed/feed-socket.ts';

/**
 * Sends subscriptions over the socket.
 *
 * Not urql's own exchange: that one merges each result with the one before it, so one item with an error
 * would leave the error on every later item.
 */
export const socketExchange =
  (socket: FeedSocket): Exchange =>
  ({ client, forward }) =>
  (operations) => {
    const isEndOf = (operation: Operation) => (other: Operation) =>
      other.kind === 'teardown' && other.key === operation.key;
    const results = pipe(
      operations,
      filter(({ kind }) => kind === 'subscription'),
      mergeMap((operation) =>
        pipe(
          subscribe(client, socket, operation),
          takeUntil(pipe(operations, filter(isEndOf(operation)))),
        ),
      ),
    );
    return merge([
      results,
      pipe(
        operations,
        filter(({ kind }) => kind !== 'subscription'),
        forward,
      ),
    ]);
  };

function subscribe(
  client: Client,
  socket: FeedSocket,
  operation: Operation,
): Source<OperationResult> {
  return make(({ next, complete }) =>
    socket.subscribe(
      { query: print(operation.query), variables: operation.variables ?? {} },
      {
        next: ({ data, errors }) =>
          next(
            makeResult(operation, {
              ...(data && { data }),
              ...(errors && { errors: [...errors] }),
            }),
          ),
        error(reason) {
          next(
            Array.isArray(reason)
              ? makeResult(operation, { errors: reason })
              : makeErrorResult(operation, asError(reason)),
          );
          complete();
        },
        complete() {
          // Tells whoever listens that the stream is over; the server ends one before it stops.
          client.reexecuteOperation(makeOperation('teardown', operation, operation.context));
          complete();
        },
      },
    ),
  );
}

function asError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  return new Error('The connection was closed.', { cause: reason });
}
