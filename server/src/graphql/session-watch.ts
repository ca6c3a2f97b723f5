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
  const open = new Map<string, Set<() => void>>();

  const stopObserving = tail.observe((event) => {
    if (event.name !== 'session.ended') return;
    for (const onEnd of open.get(event.subjectId) ?? []) onEnd();
  });

  return {
    watch({ sessionId, expiresAt }, onEnd) {
      const key = sessionId ?? '';
      const end = () => {
        release();
        onEnd();
      };
      let timer: NodeJS.Timeout | undefined;
      const waitOn = () => {
        if (expiresAt === null) return;
        const leftMs = expiresAt - Date.now();
        if (leftMs > LONGEST_TIMER_MS) timer = setTimeout(waitOn, LONGEST_TIMER_MS);
        else timer = setTimeout(end, Math.max(0, leftMs));
      };
      waitOn();
      const ends = open.get(key) ?? new Set();
      open.set(key, ends.add(end));
      const release = () => {
        clearTimeout(timer);
        ends.delete(end);
        if (ends.size === 0) open.delete(key);
      };
      return release;
    },
    stop() {
      stopObserving();
    },
  };
}
