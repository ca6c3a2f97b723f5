import type { ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { Asking } from './context.ts';
import type { Engine } from './engine.ts';
import type { EventsRequest } from './events-request.ts';
import { type Batch, batchOf, type OpenStream, type Outlet } from './outlet.ts';
import { Pressure } from './pressure.ts';
import { Refusal } from './refusal.ts';
import { documentShape } from './document-shape.ts';

/** Silence on the wire is never longer, so that proxies keep the connection and a dead one is noticed. */
const PING_MS = 12_000;
/** Time for a client that took nothing to read what it was sent, and then why it ends, before it is cut off. */
const LAST_CHANCE_MS = 5_000;

/**
 * Runs one operation and writes its results as server-sent events: `next` for each, then
 * `complete`. The `id` of an event is its cursor, so a browser that reconnects resumes by itself.
 * Ends when the operation does, or when `asking.signal` aborts.
 *
 * @see https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md, distinct connections mode
 */
export async function sendEvents(
  engine: Engine,
  response: ServerResponse,
  request: EventsRequest,
  asking: Asking,
  blockedMs?: number,
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
  const outlet = new EventsOutlet(response, blockedMs);
  if (asking.signal?.aborted) return outlet.complete();
  asking.signal?.addEventListener('abort', () => outlet.abandon(), { once: true });

  const answer = await begin(engine, request, asking, outlet);
  if (!answer) return;
  outlet.send(batchOf([{ json: JSON.stringify(answer), cursor: null }], null));
  outlet.complete();
}

/** The answer, or null when it is a subscription whose results the outlet gets from now on. */
async function begin(
  engine: Engine,
  request: EventsRequest,
  asking: Asking,
  outlet: EventsOutlet,
): Promise<ExecutionResult | null> {
  const admitted = await engine.admit(request, asking);
  if ('refused' in admitted) return { errors: admitted.refused };
  const { operation } = admitted;
  const shape = documentShape(operation.document, operation.operationName);
  if (request.isReadOnly && shape?.operation.operation === 'mutation') {
    operation.release();
    const refusal = new Refusal('METHOD_NOT_ALLOWED', 'A mutation needs POST.');
    return { errors: [engine.mask(refusal, asking)] };
  }
  if (!engine.isSubscription(operation)) return engine.run(operation, asking);
  const opened = await engine.subscribe(operation, asking, outlet);
  if (!('stream' in opened)) return opened;
  outlet.tell(opened.stream);
  return null;
}

/** One response that is written as events. */
class EventsOutlet implements Outlet {
  readonly #response: ServerResponse;
  readonly #pressure: Pressure;
  readonly #ping: NodeJS.Timeout;
  #stream: OpenStream | null = null;
  #isOver = false;

  constructor(response: ServerResponse, blockedMs?: number) {
    this.#response = response;
    this.#pressure = new Pressure(response, this, blockedMs);
    this.#ping = setInterval(() => {
      if (this.hasRoom) response.write(':\n\n');
    }, PING_MS);
  }

  get hasRoom(): boolean {
    return this.#pressure.hasRoom;
  }

  room(): Promise<boolean> {
    return this.#pressure.room();
  }

  /** What tells it, from now on. */
  tell(stream: OpenStream): void {
    if (this.#isOver) stream.stop();
    else this.#stream = stream;
  }

  send(batch: Batch): void {
    if (this.#isOver) return;
    this.#response.write((batch.wire.events ??= Buffer.from(events(batch))));
  }

  complete(): void {
    if (this.#isOver) return;
    this.#response.write('event: complete\ndata:\n\n');
    this.#end();
  }

  /** The client is gone, or its session has ended. */
  abandon(): void {
    if (this.#isOver) return;
    this.#stream?.stop();
    this.complete();
  }

  /** The client has taken nothing for too long. */
  async blocked(): Promise<void> {
    await this.#stream?.lag();
    this.#end();
    setTimeout(() => this.#response.destroy(), LAST_CHANCE_MS).unref();
  }

  #end(): void {
    this.#isOver = true;
    clearInterval(this.#ping);
    this.#response.end();
  }
}

function events({ frames }: Batch): string {
  let text = '';
  for (const { json, cursor } of frames) {
    text += `${cursor === null ? '' : `id: ${cursor}\n`}event: next\ndata: ${json}\n\n`;
  }
  return text;
}
