import type { CombinedError } from '@urql/core';

/** Says in a sentence why a change did not come to pass that the server did not refuse either. */
export function describeFailure(error: CombinedError | undefined): string {
  return error?.networkError
    ? 'The server could not be reached. What you entered is still here; try again.'
    : (error?.graphQLErrors[0]?.message ?? 'Something went wrong. Try again.');
}
