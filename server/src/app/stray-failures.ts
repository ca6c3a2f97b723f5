import { GraphQLError } from 'graphql';
import type { Log } from '../platform/log.ts';

/**
 * Keeps the process alive when a promise fails that nobody waits for. graphql-js lets go of promises:
 * when one row of a list fails at once, what the rows before it promised is left alone, and may fail
 * later. The caller has been told by then, so such a failure is no news; any other is a fault of ours.
 */
export function keepStrayFailures(log: Log): void {
  const onFailure = (error: unknown) => {
    if (error instanceof GraphQLError && error.path)
      log.debug({ err: error }, 'A field failed too late.');
    else log.error({ err: error }, 'Something failed that nobody waited for.');
  };
  process.on('unhandledRejection', onFailure);
}
