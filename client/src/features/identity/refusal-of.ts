import type { CombinedError } from 'urql';
import { describeFailure } from '../../graph/describe-failure.ts';

/** What to tell of a mutation that did not do what was asked; null when it did. */
export function refusalOf(
  result: { readonly __typename: string; readonly message?: string } | undefined,
  error: CombinedError | undefined,
): string | null {
  if (!result) return describeFailure(error);
  return result.message ?? null;
}
