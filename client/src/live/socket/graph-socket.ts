import type { SessionKeeper } from '../../graph/session-keeper.ts';
import type { FeedSocket } from '../feed/feed-socket.ts';
import { openOwnSocket } from './own-socket.ts';

/** The socket of one sign-in in this tab. */
export interface GraphSocket extends FeedSocket {
  /** Keeps the socket for as long as the sign-in lasts; the answer closes it. */
  readonly hold: () => () => void;
}

/** Opens the one socket for all feeds of the tab. */
export function openGraphSocket(session: SessionKeeper): GraphSocket {
  const socket = openOwnSocket({
    url: `${location.origin.replace(/^http/u, 'ws')}/graphql`,
    token: session.freshToken,
    // Only the refresh cookie can tell whether it has expired or was revoked, and a revoked session ends there.
    onForbidden: () => void session.refresh().catch(() => undefined),
  });
  return {
    ...socket,
    hold() {
      // A connection does not notice by itself that its network went.
      addEventListener('offline', socket.terminate);
      return () => {
        removeEventListener('offline', socket.terminate);
        socket.terminate();
      };
    },
  };
}
