import type { Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Log } from '../platform/log.ts';

/** How often a socket is pinged. */
export const KEEP_ALIVE_MS = 12_000;
/** "Bad request": what an operation throws never gets here, so it is the message that is at fault. */
const BAD_REQUEST = 4400;

/** Stands before everything that comes in on a socket. */
export interface SocketGate {
  /** Counts a message. False: it is not even read. */
  message(): boolean;
  /** Counts a ping. False: it is not answered. */
  ping(): boolean;
}

/**
 * Lets graphql-ws' protocol run on one socket until it closes. Pings it every 12 s and ends it when
 * no answer comes in as long. Each message waits until the network has taken the one before it, so a
 * client that stops reading is held by its own operations, not by memory.
 *
 * Unlike graphql-ws' own adapter it tells the log, not standard error, and a client that goes away,
 * or sends what is no frame, is nothing to tell of.
 */
export function serveSocket<Extra extends { readonly socket: WebSocket }>(
  protocol: Server<Extra>,
  extra: Extra,
  { log, keepAliveMs, gate }: { log: Log; keepAliveMs: number; gate: SocketGate },
): void {
  const { socket } = extra;
  let isAlive = true;
  const keepAlive = setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, keepAliveMs);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve) => {
          if (socket.readyState === socket.OPEN) socket.send(data, () => resolve());
          else resolve();
        }),
      close: (code, reason) => socket.close(code, reason),
      async onPing(payload) {
        if (!gate.ping() || socket.readyState !== socket.OPEN) return;
        socket.send(JSON.stringify({ type: 'pong', ...(payload ? { payload } : {}) }));
      },
      onMessage(take) {
        socket.on('message', (data: Buffer) => {
          if (!gate.message()) return;
          take(data.toString('utf8')).catch((error: unknown) => {
            log.warn({ err: error }, 'A message from a socket could not be dealt with.');
            socket.close(BAD_REQUEST, 'Not a message for a server.');
          });
        });
      },
    },
    extra,
  );
  socket.on('ping', (data) => {
    if (gate.ping() && socket.readyState === socket.OPEN) socket.pong(data);
  });
  socket.on('pong', () => (isAlive = true));
  // The socket closes by itself, with the code that says why.
  socket.on('error', (error) => log.debug({ err: error }, 'A socket broke.'));
  socket.once('close', (code, reason) => {
    clearInterval(keepAlive);
    void closed(code, String(reason));
  });
}
