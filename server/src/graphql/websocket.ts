import { once } from 'node:events';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { UpgradeStatus } from './api-stats.ts';
import { isForeign } from './http.ts';
import { SocketConnection, type SocketMeans } from './serve-socket.ts';

/** The WebSocket half of the API. */
export interface SocketApi {
  /** Takes an HTTP upgrade for `/graphql`, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** How many sockets are open. */
  readonly size: number;
  /** Closes every socket at a moment of its own within `spreadMs`, so that their clients do not come back all at once. */
  stop(spreadMs: number): Promise<void>;
}

export interface SocketApiOptions extends SocketMeans {
  /** How often a socket is pinged. Default 12 s. */
  readonly keepAliveMs?: number;
}

/** The largest message a client may send, in bytes. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

/** How often a client is asked whether it is there. */
const KEEP_ALIVE_MS = 12_000;
const RESTART = 1012;
/** Time for what is under way, such as a feed's last item, to be written before a socket closes. */
const FLUSH_MS = 100;
/** Time for a client to answer that it is closed. */
const FAREWELL_MS = 1_000;

/**
 * Opens the socket half of the API. Only graphql-ws' present subprotocol, no compression, no foreign
 * Origin; what is said on a socket is `serve-socket.ts`.
 */
export function openSocketApi(means: SocketApiOptions): SocketApi {
  const { admission, apiStats: stats, callerOf, drain, log } = means.services;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    // Pings are answered where they are counted.
    autoPong: false,
    handleProtocols: (offered) =>
      offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false,
  });
  const connections = new Set<SocketConnection>();
  const pinging = setInterval(() => {
    for (const connection of connections) connection.ping();
  }, means.keepAliveMs ?? KEEP_ALIVE_MS);

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
    if (drain.aborted) return refuse(503);
    const caller = callerOf(request);
    const place = await admission.connection(caller.address);
    if (!place) return refuse(429);
    if (socket.destroyed) return place();
    if (drain.aborted) {
      place();
      return refuse(503);
    }
    // Nothing that lives as long as the socket may hold the request: it is larger than all the rest.
    let connection: SocketConnection | null = null;
    socket.once('close', () => {
      place();
      if (connection) connections.delete(connection);
    });
    server.handleUpgrade(request, socket, head, (websocket) => {
      connection = new SocketConnection(means, websocket, socket, caller);
      connections.add(connection);
    });
  }

  return {
    upgrade(request, socket, head) {
      upgrade(request, socket, head).catch((error: unknown) => {
        log.warn({ err: error }, 'A socket could not be opened.');
        socket.destroy();
      });
    },
    get size() {
      return server.clients.size;
    },
    async stop(spreadMs) {
      clearInterval(pinging);
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

function refuseUpgrade(socket: Duplex, status: UpgradeStatus): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
