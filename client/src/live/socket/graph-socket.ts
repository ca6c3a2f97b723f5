import type { SessionKeeper } from '../../graph/session-keeper.ts';
import type { FeedSocket } from '../feed/feed-socket.ts';
import type { SharedSocket } from './shared-socket.ts';

/** The socket of one sign-in in this tab. */
export interface GraphSocket extends FeedSocket {
  /** Keeps the socket for as long as the sign-in lasts; the answer closes it. */
  readonly hold: () => () => void;
}

/**
 * Opens the one socket for all feeds of the tab, when something subscribes: that of the worker which the
 * tabs of this session share, or one of its own where the browser cannot.
 */
export function openGraphSocket(session: SessionKeeper): GraphSocket {
  const sessionId = session.sessionId();
  let joined: Promise<FeedSocket & Partial<SharedSocket>> | undefined;
  let isSharing = true;

  const options = {
    // Of this session only: another may have been begun in another tab meanwhile.
    async token() {
      const token = await session.freshToken();
      return session.sessionId() === sessionId ? token : null;
    },
    // Only the refresh cookie can tell whether it has expired or was revoked, and a revoked session ends there.
    onForbidden: () => void session.refresh().catch(() => undefined),
  };

  async function join(): Promise<FeedSocket & Partial<SharedSocket>> {
    if (isSharing && sessionId !== null && 'SharedWorker' in window && 'locks' in navigator) {
      const { joinSharedSocket } = await import('./shared-socket.ts');
      const onDead = () => {
        isSharing = false;
        joined = undefined;
      };
      const shared = await joinSharedSocket({ ...options, name: sessionId, onDead }).catch(
        () => null,
      );
      if (shared) return shared;
    }
    isSharing = false;
    const { openOwnSocket } = await import('./own-socket.ts');
    return openOwnSocket({ ...options, url: `${location.origin.replace(/^http/u, 'ws')}/graphql` });
  }

  const terminate = () => void joined?.then((socket) => socket.terminate());
  return {
    subscribe(request, sink) {
      let isWanted = true;
      let end = () => {};
      joined ??= join();
      joined.then(
        (socket) => {
          if (isWanted) end = socket.subscribe(request, sink);
        },
        (error: unknown) => {
          joined = undefined;
          if (isWanted) sink.error(error);
        },
      );
      return () => {
        isWanted = false;
        end();
      };
    },
    suspect: () => void joined?.then((socket) => socket.suspect()),
    terminate,
    hold() {
      // A connection does not notice by itself that its network went.
      addEventListener('offline', terminate);
      return () => {
        removeEventListener('offline', terminate);
        void joined?.then((socket) => (socket.close ?? socket.terminate)());
        joined = undefined;
      };
    },
  };
}
