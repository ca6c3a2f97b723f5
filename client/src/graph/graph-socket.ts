import { type Client, createClient } from 'graphql-ws';
import type { SessionKeeper } from './session-keeper.ts';

const IDLE_CLOSE_MS = 3_000;
const ACK_WAIT_MS = 10_000;

/** Close code with which the server ends a socket whose token has expired or was revoked. */
const FORBIDDEN = 4403;

export type GraphSocket = Client;

/**
 * Opens the tab's one socket when something subscribes. It never reconnects by itself: a feed has to
 * say from which position, so reconnecting is the feed's.
 */
export function createGraphSocket(session: SessionKeeper): GraphSocket {
  return createClient({
    url: () => location.origin.replace(/^http/, 'ws') + '/graphql',
    lazy: true,
    lazyCloseTimeout: IDLE_CLOSE_MS,
    connectionAckWaitTimeout: ACK_WAIT_MS,
    retryAttempts: 0,
    connectionParams: async () => {
      const token = await session.freshToken();
      return token ? { authorization: `Bearer ${token}` } : {};
    },
    on: {
      closed(event) {
        // Expired or revoked: only the refresh cookie can tell which, and a revoked session ends there.
        if (event instanceof CloseEvent && event.code === FORBIDDEN) {
          void session.refresh().catch(() => undefined);
        }
      },
    },
  });
}
