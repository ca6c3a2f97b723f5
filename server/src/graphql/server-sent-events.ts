import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { Asking } from './context.ts';
import type { Engine } from './engine.ts';
import { positionOf } from './subscription.ts';
import { documentShape } from './document-shape.ts';
import type { EventsRequest } from './events-request.ts';
import { Refusal } from './refusal.ts';

/** Silence on the wire is never longer, so that proxies keep the connection and a dead one is noticed. */
const PING_MS = 12_000;

/**
 * Runs one operation and writes its results as server-sent events: `next` for each, then
 * `complete`. The `id` of an event is its cursor, so a browser that reconnects resumes by itself.
 *
 * The next result is made only when the last was taken by the connection: one that stops reading
 * costs nothing but its own delay. Ends when the operation does, or when `asking.signal` aborts.
 *
 * @see https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md, distinct connections mode
 */
export async function sendEvents(
  engine: Engine,
  response: ServerResponse,
  request: EventsRequest,
  asking: Asking,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    connection: 'keep-alive',
    // nginx would otherwise collect a few kilobytes before it passes anything on.
    'x-accel-buffering': 'no',
  });
  // The first byte goes out at once: a client knows that it is connected before anything happens.
  response.write(':\n\n');
  const ping = setInterval(() => response.write(':\n\n'), PING_MS);
  try {
    for await (const result of results(engine, request, asking)) {
      if (!(await writeFrame(response, frame(result), asking.signal))) return;
    }
    response.write('event: complete\ndata:\n\n');
  } finally {
    clearInterval(ping);
    response.end();
  }
}

async function* results(
  engine: Engine,
  request: EventsRequest,
  asking: Asking,
): AsyncGenerator<ExecutionResult, void, undefined> {
  const admitted = await engine.admit(request, asking);
  if ('refused' in admitted) {
    yield { errors: admitted.refused };
    return;
  }
  const { operation } = admitted;
  const shape = documentShape(operation.document, operation.operationName);
  if (request.isReadOnly && shape?.operation.operation === 'mutation') {
    operation.release();
    const refusal = new Refusal('METHOD_NOT_ALLOWED', 'A mutation needs POST.');
    yield { errors: [engine.mask(refusal, asking)] };
    return;
  }
  const result = await engine.run(operation, asking);
  if (Symbol.asyncIterator in result) yield* result;
  else yield result;
}

function frame(result: ExecutionResult): string {
  const position = positionOf(result);
  return `${position === null ? '' : `id: ${position}\n`}event: next\ndata: ${JSON.stringify(result)}\n\n`;
}

/** Writes, and waits until the connection has room again. False: it is gone. */
async function writeFrame(
  response: ServerResponse,
  text: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (response.destroyed || signal?.aborted) return false;
  if (response.write(text)) return true;
  try {
    await once(response, 'drain', signal ? { signal } : {});
    return true;
  } catch {
    return false;
  }
}
