import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { wantsEvents } from './events-request.ts';

const asking = (accept?: string) => wantsEvents({ headers: { accept } } as IncomingMessage);

test('a browser, graphql-sse and a subscription by fetch get events', () => {
  expect(asking('text/event-stream')).toBe(true);
  expect(asking('text/event-stream, multipart/mixed')).toBe(true);
  expect(asking('text/event-stream; charset=utf-8, application/json')).toBe(true);
});

test('a client that would rather have JSON gets JSON', () => {
  const urql = 'application/graphql-response+json, application/graphql+json, application/json';

  expect(asking(`${urql}, text/event-stream, multipart/mixed`)).toBe(false);
  expect(asking('application/json')).toBe(false);
  expect(asking('*/*')).toBe(false);
  expect(asking()).toBe(false);
});
