import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import type { UpgradeStatus } from './api-stats.ts';
import { authenticate } from './bearer.ts';
import type { Asking, Services } from './context.ts';
import type { Admitted, Engine } from './engine.ts';
import { callerOf, isForeign } from './http.ts';
import { Refusal } from './refusal.ts';
import { KEEP_ALIVE_MS, serveSocket } from './serve-socket.ts';
import { socketGate } from './socket-gate.ts';
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
  /** How often a socket is pinged. Default 12 s. */
  readonly keepAliveMs?: number;
}

/** The largest message a client may send, in bytes. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

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
  /** Operations under way. */
  operations: number;
  /** The message in hand is one too many: an operation it asks for is refused unread. */
  isTooMany: boolean;
  asking?: Omit<Asking, 'requestId'>;
}

/**
 * Opens the socket half of the API over graphql-ws. Only its present subprotocol, no compression,
 * no foreign Origin; the token comes in `connection_init` and never from a cookie. Each operation
 * goes the engine's way, and an error in one hurts only that one.
 *
 * @see https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
export function openSocketApi(options: SocketApiOptions): SocketApi {
  const { engine, services, sessions, keepAliveMs = KEEP_ALIVE_MS } = options;
  const { admission, apiStats: stats } = services;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    // Pings are answered where they are counted.
    autoPong: false,
    handleProtocols: (offered) =>
      offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false,
  });

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
    onSubscribe: async ({ extra }, id, payload) => {
      const asking: Asking = {
        ...(extra as Required<Extra>).asking,
        requestId: randomUUID(),
        frames: framesOf(extra.socket, id),
      };
      const most = admission.limits.operationsPerSocket;
      if (extra.isTooMany) return [engine.mask(tooMany('Too many messages at once.'), asking)];
      if (extra.operations >= most) {
        return [engine.mask(tooMany(`At most ${most} operations at once on one socket.`), asking)];
      }
      // Counted before it is looked at: those that come together must not all see room for one more.
      extra.operations++;
      const admitted = await engine.admit(payload, asking);
      if ('refused' in admitted) {
        extra.operations--;
        return admitted.refused;
      }
      const { operation } = admitted;
      const release = () => {
        operation.release();
        extra.operations--;
      };
      return {
        schema: engine.schema,
        document: operation.document,
        operationName: payload.operationName ?? null,
        variableValues: payload.variables ?? null,
        contextValue: { asking, operation: { ...operation, release } },
      };
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
    const place = await admission.socket(viewer);
    if (!place) {
      sendAway(socket, 'You have too many sockets.');
      return false;
    }
    if (socket.readyState === socket.OPEN) socket.once('close', place);
    else place();
    extra.asking = { viewer, since, caller: callerOf(request) };
    return true;
  }

  function run({ contextValue }: { contextValue: { asking: Asking; operation: Admitted } }) {
    return engine.run(contextValue.operation, contextValue.asking);
  }

  function sendAway(socket: WebSocket, reason: string): void {
    if (socket.readyState !== socket.OPEN) return;
    stats.socketsSentAway++;
    socket.close(TRY_AGAIN_LATER, reason);
    // Whoever floods us does not wait for an answer.
    setTimeout(() => socket.terminate(), FAREWELL_MS).unref();
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const refuse = (status: UpgradeStatus) => {
      stats.upgradesRefused[status]++;
      refuseUpgrade(socket, status);
    };
    const protocols = (request.headers['sec-websocket-protocol'] ?? '')
      .split(',')
      .map((p) => p.trim());
    if (isForeign(request)) return refuse(403);
    if (!protocols.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL)) return refuse(400);
    const place = await admission.connection(callerOf(request).address);
    if (!place) return refuse(429);
    if (socket.destroyed) return place();
    socket.once('close', place);
    server.handleUpgrade(request, socket, head, (websocket) => {
      const extra: Extra = { socket: websocket, request, operations: 0, isTooMany: false };
      const gate = socketGate(admission.meter(), extra, stats, () =>
        sendAway(websocket, 'Too many messages.'),
      );
      serveSocket(protocol, extra, { log: services.log, keepAliveMs, gate });
    });
  }

  return {
    upgrade(request, socket, head) {
      upgrade(request, socket, head).catch((error: unknown) => {
        services.log.warn({ err: error }, 'A socket could not be opened.');
        socket.destroy();
      });
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

function tooMany(message: string): Refusal {
  return new Refusal('TOO_MANY_OPERATIONS', message);
}

function refuseUpgrade(socket: Duplex, status: UpgradeStatus): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
