import type { Viewer } from '../kernel/viewer.ts';
import type { Tail } from '../live/tail.ts';

/** Ends long connections when the session behind them ends. */
export interface SessionWatch {
  /** Calls `onEnd` once, when the token expires or the session is ended. Returns how to stop watching. */
  watch(viewer: Viewer, onEnd: () => void): () => void;
  stop(): void;
}

/** The longest delay that a timer can hold. */
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * Ends are read from the log, like everything else: a session ended through any process closes its
 * connections on all of them, within the time the log takes to get there.
 */
export function watchSessions(tail: Tail): SessionWatch {
  /** By session, then by when its token ends: one timer for all connections of a token. */
  const open = new Map<string, Map<number | null, Watched>>();

  const stopObserving = tail.observe((event) => {
    if (event.name !== 'session.ended') return;
    for (const watched of open.get(event.subjectId)?.values() ?? []) watched.end();
  });

  return {
    watch({ sessionId, expiresAt }, onEnd) {
      const key = sessionId ?? '';
      const tokens = open.get(key) ?? new Map<number | null, Watched>();
      open.set(key, tokens);
      let watched = tokens.get(expiresAt);
      if (!watched) {
        watched = watchToken(expiresAt, () => {
          tokens.delete(expiresAt);
          if (tokens.size === 0 && open.get(key) === tokens) open.delete(key);
        });
        tokens.set(expiresAt, watched);
      }
      return watched.add(onEnd);
    },
    stop() {
      stopObserving();
    },
  };
}

interface Watched {
  add(onEnd: () => void): () => void;
  /** Tells everybody that it has ended. */
  end(): void;
}

/** Ends when its time has come. `onEmpty` is called when nobody is left to be told. */
function watchToken(expiresAt: number | null, onEmpty: () => void): Watched {
  // In boxes of their own: one connection may well come with the same function as another.
  const listeners = new Set<{ readonly onEnd: () => void }>();
  let timer: NodeJS.Timeout | undefined;

  const remove = (listener: { readonly onEnd: () => void }) => {
    if (!listeners.delete(listener) || listeners.size > 0) return;
    clearTimeout(timer);
    onEmpty();
  };
  const end = () => {
    for (const listener of listeners) {
      remove(listener);
      listener.onEnd();
    }
  };
  const waitOn = () => {
    if (expiresAt === null) return;
    const leftMs = expiresAt - Date.now();
    if (leftMs > LONGEST_TIMER_MS) timer = setTimeout(waitOn, LONGEST_TIMER_MS);
    else timer = setTimeout(end, Math.max(0, leftMs));
  };
  waitOn();
  return {
    end,
    add(onEnd) {
      const listener = { onEnd };
      listeners.add(listener);
      return () => remove(listener);
    },
  };
}
