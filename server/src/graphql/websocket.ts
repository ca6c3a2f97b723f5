import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import { authenticate } from './bearer.ts';
import type { Asking, Services } from './context.ts';
import type { Engine } from './engine.ts';
import { callerOf, isForeign } from './http.ts';
import { Refusal } from './refusal.ts';
import { serveSocket } from './serve-socket.ts';
import type { SessionWatch } from './session-watch.ts';
import type { Frames } from './shareable-stream.ts';

/** The WebSocket half of the API. */
export interface SocketApi {
  /** Takes an HTTP upgrade for `/graphql`, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** How many sockets are open. */
  readonly size: number;
  /** Closes every socket at a moment of its own within `spreadMs`, so that their clients do not come back all at once. */
  stop(spreadMs: number): Promise<void>;
}

export interface SocketApiOptions {
  readonly engine: Engine;
  readonly services: Services;
  readonly sessions: SessionWatch;
}

/** The largest message a client may send, in bytes. */
export const MAX_MESSAGE_BYTES = 64 * 1024;
/** Operations at once on one socket. */
export const MAX_OPERATIONS = 100;
/** Sockets at once from one address. */
export const MAX_SOCKETS_PER_ADDRESS = 1_000;

const INIT_TIMEOUT_MS = 3_000;
/** "Forbidden": unlike 4401, clients of graphql-ws come back after it. */
const FORBIDDEN = 4403;
const RESTART = 1012;
const TRY_AGAIN_LATER = 1013;
/** Time for what is under way, such as a feed's last item, to be written before a socket closes. */
const FLUSH_MS = 100;
/** Time for a client to answer that it is closed. */
const FAREWELL_MS = 1_000;

interface Extra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  asking?: Omit<Asking, 'requestId'>;
}

/**
 * Opens the socket half of the API over graphql-ws. Only its present subprotocol, no compression,
 * no foreign Origin; the token comes in `connection_init` and never from a cookie. Each operation
 * goes the engine's way, and an error in one hurts only that one.
 *
 * @see https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
export function openSocketApi({ engine, services, sessions }: SocketApiOptions): SocketApi {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: (offered) =>
      offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false,
  });
  const perAddress = new Map<string, number>();

  const protocol = makeServer<{ authorization?: unknown }, Extra>({
    connectionInitWaitTimeout: INIT_TIMEOUT_MS,
    onConnect: async ({ connectionParams, extra }) => {
      try {
        return await admit(extra, connectionParams?.authorization);
      } catch (error) {
        services.log.warn({ err: error }, 'A socket could not be admitted.');
        // By itself graphql-ws would close with 4500, after which its clients never come back.
        extra.socket?.close(TRY_AGAIN_LATER, 'Try again later.');
        return false;
      }
    },
    onSubscribe: (ctx, id, payload) => {
      const asking: Asking = {
        ...(ctx.extra as Required<Extra>).asking,
        requestId: randomUUID(),
        frames: framesOf(ctx.extra.socket, id),
      };
      if (Object.keys(ctx.subscriptions).length > MAX_OPERATIONS) {
        return [
          engine.mask(
            new Refusal(
              'TOO_MANY_OPERATIONS',
              `At most ${MAX_OPERATIONS} operations at once on one socket.`,
            ),
            asking,
          ),
        ];
      }
      try {
        const document = engine.parse(payload.query);
        const errors = engine.validate(document, asking, payload.operationName ?? null);
        const { operationName, variables } = payload;
        const refused =
          errors.length > 0 ? errors : engine.judge({ document, operationName, variables }, asking);
        if (refused.length > 0) return refused.map((error) => engine.mask(error, asking));
        return {
          schema: engine.schema,
          document,
          operationName: payload.operationName ?? null,
          variableValues: payload.variables ?? null,
          contextValue: { asking },
        };
      } catch (error) {
        return [engine.mask(error, asking)];
      }
    },
    execute: run as never,
    subscribe: run as never,
  });

  async function admit(extra: Extra, header: unknown): Promise<boolean> {
    const { socket, request } = extra;
    const since = services.tail.position;
    const viewer = await authenticate(services.authentication, header);
    if (viewer === null || viewer === 'bad') return false;
    const release = sessions.watch(viewer, () => socket.close(FORBIDDEN, 'The session has ended.'));
    socket.once('close', release);
    // It may have ended between the look and the watch.
    if ((await authenticate(services.authentication, header)) === 'bad') return false;
    extra.asking = { viewer, since, caller: callerOf(request) };
    return true;
  }

  function run(args: {
    document: never;
    operationName: string | null;
    variableValues: Record<string, unknown> | null;
    contextValue: { asking: Asking };
  }) {
    const { document, operationName, variableValues: variables, contextValue } = args;
    return engine.run({ document, operationName, variables }, contextValue.asking);
  }

  return {
    upgrade(request, socket, head) {
      const { address } = callerOf(request);
      const protocols = (request.headers['sec-websocket-protocol'] ?? '')
        .split(',')
        .map((p) => p.trim());
      if (isForeign(request)) return refuseUpgrade(socket, '403 Forbidden');
      if (!protocols.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL))
        return refuseUpgrade(socket, '400 Bad Request');
      const open = perAddress.get(address) ?? 0;
      if (open >= MAX_SOCKETS_PER_ADDRESS) return refuseUpgrade(socket, '429 Too Many Requests');
      perAddress.set(address, open + 1);
      socket.once('close', () => {
        const left = perAddress.get(address)! - 1;
        if (left > 0) perAddress.set(address, left);
        else perAddress.delete(address);
      });
      server.handleUpgrade(request, socket, head, (websocket) =>
        serveSocket(protocol, websocket, request, services.log),
      );
    },
    get size() {
      return server.clients.size;
    },
    async stop(spreadMs) {
      await Promise.all(
        [...server.clients].map(async (client) => {
          await wait(FLUSH_MS + Math.random() * spreadMs);
          client.close(RESTART, 'The server is restarting.');
          // One that does not answer would keep us for the half minute that ws waits.
          await Promise.race([once(client, 'close'), wait(FAREWELL_MS, undefined, { ref: false })]);
          client.terminate();
        }),
      );
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Writes results of one operation in graphql-ws' own form, with a payload that others get as well. */
function framesOf(socket: WebSocket, id: string): Frames {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  return {
    write(payload) {
      if (socket.readyState === socket.OPEN) socket.send(`${head}${payload}}`);
    },
    get backlogBytes() {
      return socket.bufferedAmount;
    },
  };
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
