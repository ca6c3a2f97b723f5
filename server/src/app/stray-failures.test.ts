import { GraphQLError } from 'graphql';
import { afterEach, expect, test, vi } from 'vitest';
import type { Log } from '../platform/log.ts';
import { keepStrayFailures } from './stray-failures.ts';

const log = { debug: vi.fn<() => void>(), error: vi.fn<() => void>() };
afterEach(() => vi.restoreAllMocks());

/** What becomes of a failure that nobody waits for. */
function strayed(error: unknown): void {
  const on = vi.spyOn(process, 'on').mockReturnValue(process);
  keepStrayFailures(log as unknown as Log);
  const [event, listener] = on.mock.calls[0]!;
  expect(event).toBe('unhandledRejection');
  (listener as (error: unknown) => void)(error);
}

test('a field that fails after the answer was given is no news', () => {
  strayed(new GraphQLError('Too late.', { path: ['customers', 'nodes', 0, 'owner'] }));

  expect(log.debug).toHaveBeenCalledOnce();
  expect(log.error).not.toHaveBeenCalled();
});

test('whatever else fails alone is told, and ends nothing', () => {
  strayed(new Error('Nobody looked.'));

  expect(log.error).toHaveBeenCalledOnce();
});
