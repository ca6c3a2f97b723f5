import type { ExecutionResult } from 'graphql';

/** Calls back once when the results have ended, whoever ends them. */
export function untilEnded(
  results: AsyncIterableIterator<ExecutionResult>,
  onEnd: () => void,
): AsyncIterableIterator<ExecutionResult> {
  let isEnded = false;
  const end = () => {
    if (!isEnded) onEnd();
    isEnded = true;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const result = await results.next();
        if (result.done) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return() {
      end();
      await results.return?.();
      return { done: true, value: undefined };
    },
  };
}
