import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { SocketApi } from '../graphql/websocket.ts';

export interface DrainOptions {
  readonly server: Server;
  readonly sockets: SocketApi;
  /** Aborted first: `/readyz` says so. */
  readonly stopping: AbortController;
  /** Aborted once nobody new is taken: feeds take their leave. */
  readonly draining: AbortController;
  /** How long balancers have to notice, while everything goes on as before. */
  readonly noticeMs: number;
  /** Over how long the sockets are closed. */
  readonly drainMs: number;
}

/** As long as a statement of the database may take. */
const LAST_ANSWERS_MS = 15_000;
const IDLE_CHECK_MS = 50;

/**
 * Sends everybody away in the orderly way: says so to balancers, takes no new connections, lets each
 * feed tell its last position, closes the sockets one after the other, and waits for the requests
 * that are being answered.
 */
export async function drain(options: DrainOptions): Promise<void> {
  const { server, sockets, stopping, draining, noticeMs, drainMs } = options;
  stopping.abort();
  if (noticeMs > 0 && server.listening) await wait(noticeMs);
  const closed = new Promise((resolve) => server.close(resolve));
  draining.abort();
  // Connections that are kept alive end as soon as nothing is being answered on them.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  await sockets.stop(drainMs);
  await Promise.race([closed, wait(LAST_ANSWERS_MS, undefined, { ref: false })]);
  clearInterval(idle);
  server.closeAllConnections();
  await closed;
}
