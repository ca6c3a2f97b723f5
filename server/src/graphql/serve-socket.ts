import type { IncomingMessage } from 'node:http';
import type { Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Log } from '../platform/log.ts';

const KEEP_ALIVE_MS = 12_000;
/** "Bad request": what an operation throws never gets here, so it is the message that is at fault. */
const BAD_REQUEST = 4400;

/**
 * Lets graphql-ws' protocol run on one socket until it closes. Pings it every 12 s and ends it when
 * no answer comes in as long. Each message waits until the network has taken the one before it, so a
 * client that stops reading is held by its own operations, not by memory.
 *
 * Unlike graphql-ws' own adapter it tells the log, not standard error, and a client that goes away,
 * or sends what is no frame, is nothing to tell of.
 */
export function serveSocket(
  protocol: Server<{ socket: WebSocket; request: IncomingMessage }>,
  socket: WebSocket,
  request: IncomingMessage,
  log: Log,
): void {
  let isAlive = true;
  const keepAlive = setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, KEEP_ALIVE_MS);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve) => {
          if (socket.readyState === socket.OPEN) socket.send(data, () => resolve());
          else resolve();
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage(take) {
        socket.on('message', (data: Buffer) => {
          take(data.toString('utf8')).catch((error: unknown) => {
            log.warn({ err: error }, 'A message from a socket could not be dealt with.');
            socket.close(BAD_REQUEST, 'Not a message for a server.');
          });
        });
      },
    },
    { socket, request },
  );
  socket.on('pong', () => (isAlive = true));
  // The socket closes by itself, with the code that says why.
  socket.on('error', (error) => log.debug({ err: error }, 'A socket broke.'));
  socket.once('close', (code, reason) => {
    clearInterval(keepAlive);
    void closed(code, String(reason));
  });
}
