import { createClient } from 'graphql-ws';
import { type FeedSocket, openFeedSocket } from '../feed/feed-socket.ts';

const IDLE_CLOSE_MS = 3_000;
const ACK_WAIT_MS = 10_000;

/** Close code with which the server ends a socket whose token has expired or was revoked. */
const FORBIDDEN = 4403;

export interface SocketOptions {
  readonly url: string;
  /** A token that is still good; null: there is none. */
  readonly token: () => Promise<string | null>;
  /** The server no longer takes the token: it has expired, or its session has ended. */
  readonly onForbidden: () => void;
}

/**
 * Opens a socket when something subscribes, and closes it when nothing does. It never reconnects by
 * itself: a feed has to say from which position, so reconnecting is the feed's.
 */
export function openOwnSocket({ url, token, onForbidden }: SocketOptions): FeedSocket {
  let bearer: Promise<string | null> = Promise.resolve(null);
  return openFeedSocket(() =>
    createClient({
      // Before the socket is opened: the server waits only 3 s for the token.
      async url() {
        bearer = token();
        await bearer.catch(() => undefined);
        return url;
      },
      async connectionParams() {
        const known = await bearer;
        if (known === null) throw new Error('There is no token.');
        return { authorization: `Bearer ${known}` };
      },
      lazy: true,
      lazyCloseTimeout: IDLE_CLOSE_MS,
      connectionAckWaitTimeout: ACK_WAIT_MS,
      retryAttempts: 0,
      on: {
        closed(event) {
          if ((event as { code?: number }).code === FORBIDDEN) onForbidden();
        },
      },
    }),
  );
}
