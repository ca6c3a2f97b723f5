import type { FeedSocket } from '../feed/feed-socket.ts';
import type { SocketOptions } from './own-socket.ts';
import type { ToTab, ToWorker } from './shared-socket-message.ts';

const TOKEN_WAIT_MS = 3_000;
/** The server takes 100 operations on one socket; who comes when there are so many opens one of its own. */
const MOST_OPERATIONS = 60;

interface HubOptions {
  readonly url: string;
  readonly openSocket: (options: SocketOptions) => FeedSocket;
  /** Calls back once whoever holds the lock has let it go. */
  readonly whenReleased: (lock: string, callback: () => void) => void;
}

interface Tab {
  readonly tell: (message: ToTab) => void;
  readonly operations: Map<number, () => void>;
  readonly tokens: Map<number, (token: string | null) => void>;
}

/** The tabs of one session that share one socket. */
export interface SocketHub {
  readonly connect: (port: MessagePort) => void;
}

/**
 * Holds the socket of a session and carries the operations of its tabs. It has no token of its own: when
 * the socket is opened it asks the tabs for one, the one that came last first.
 */
export function openSocketHub({ url, openSocket, whenReleased }: HubOptions): SocketHub {
  const tabs = new Set<Tab>();
  let lastToken = 0;

  const socket = openSocket({
    url,
    async token() {
      for (const tab of [...tabs].toReversed()) {
        const token = await tokenOf(tab);
        if (token !== null) return token;
      }
      return null;
    },
    onForbidden() {
      for (const tab of tabs) tab.tell({ type: 'forbidden' });
    },
  });

  function tokenOf(tab: Tab): Promise<string | null> {
    const id = ++lastToken;
    return new Promise((resolve) => {
      // A tab that the browser has put to sleep does not answer; another may.
      const timer = setTimeout(answer, TOKEN_WAIT_MS, null);
      function answer(token: string | null) {
        clearTimeout(timer);
        tab.tokens.delete(id);
        resolve(token);
      }
      tab.tokens.set(id, answer);
      tab.tell({ type: 'token-wanted', id });
    });
  }

  const operationCount = () => [...tabs].reduce((sum, { operations }) => sum + operations.size, 0);

  function subscribe(tab: Tab, { id, request }: Extract<ToWorker, { type: 'subscribe' }>) {
    let isOver = false;
    const over = (message: ToTab) => {
      isOver = true;
      tab.operations.delete(id);
      tab.tell(message);
    };
    const end = socket.subscribe(request, {
      next: (result) => tab.tell({ type: 'next', id, result }),
      error: (reason) => over({ type: 'error', id, reason: asPlain(reason) }),
      complete: () => over({ type: 'complete', id }),
    });
    if (!isOver) tab.operations.set(id, end);
  }

  return {
    connect(port) {
      const tab: Tab = {
        tell: (message) => port.postMessage(message),
        operations: new Map(),
        tokens: new Map(),
      };

      function leave() {
        tabs.delete(tab);
        for (const end of tab.operations.values()) end();
        tab.operations.clear();
        for (const answer of tab.tokens.values()) answer(null);
        port.close();
      }

      function hello(lock: string) {
        if (operationCount() >= MOST_OPERATIONS) {
          tab.tell({ type: 'full' });
          return;
        }
        tabs.add(tab);
        whenReleased(lock, leave);
        tab.tell({ type: 'ready' });
      }

      port.onmessage = ({ data }: MessageEvent<ToWorker>) => {
        if (data.type === 'hello') hello(data.lock);
        if (!tabs.has(tab)) return;
        switch (data.type) {
          case 'hello':
            break;
          case 'subscribe':
            subscribe(tab, data);
            break;
          case 'complete':
            tab.operations.get(data.id)?.();
            tab.operations.delete(data.id);
            break;
          case 'token':
            tab.tokens.get(data.id)?.(data.token);
            break;
          case 'suspect':
            tab.tell({ type: 'alive' });
            socket.suspect();
            break;
          case 'terminate':
            socket.terminate();
            break;
          case 'bye':
            leave();
            break;
        }
      };
    },
  };
}

/** GraphQL's errors as they are; of how a connection was closed, what can be sent to a tab. */
function asPlain(reason: unknown): unknown {
  if (Array.isArray(reason)) return reason;
  const { code, reason: words, message } = reason as Partial<CloseEvent & Error>;
  return { code, message: words || message };
}
