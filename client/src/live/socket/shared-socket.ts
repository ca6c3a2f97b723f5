import type { FeedSocket, SocketSink } from '../feed/feed-socket.ts';
import type { SocketOptions } from './own-socket.ts';
import type { ToTab, ToWorker } from './shared-socket-message.ts';
// oxlint-disable-next-line import/default -- Vite gives this import a default: where the built worker lies.
import workerUrl from './shared-socket-worker.ts?sharedworker&url';

const READY_WAIT_MS = 5_000;
const ALIVE_WAIT_MS = 3_000;

/** A tab's end of a socket that it shares with the other tabs of its session. */
export interface SharedSocket extends FeedSocket {
  readonly close: () => void;
}

interface SharedSocketOptions extends Omit<SocketOptions, 'url'> {
  /** Tabs that give the same name share a socket. */
  readonly name: string;
  /** The worker does not answer any more: this socket is of no further use. */
  readonly onDead: () => void;
}

/** Joins the worker that holds the session's socket. Rejects where the browser cannot, or the worker does not answer. */
export function joinSharedSocket(options: SharedSocketOptions): Promise<SharedSocket> {
  return new Promise((resolve, reject) => {
    const worker = new SharedWorker(workerUrl, { type: 'module', name: options.name });
    const { socket, hello } = speakTo(worker.port, options, (message) => {
      clearTimeout(timer);
      if (message.type === 'ready') return resolve(socket);
      socket.close();
      return reject(new Error('The shared socket is full.'));
    });
    const give = (why: string) => () => {
      socket.close();
      reject(new Error(why));
    };
    const timer = setTimeout(give('The worker does not answer.'), READY_WAIT_MS);
    worker.addEventListener('error', give('The worker could not be started.'));
    hello();
  });
}

function speakTo(
  port: MessagePort,
  { token, onForbidden, onDead }: SharedSocketOptions,
  onWelcome: (message: ToTab) => void,
) {
  const sinks = new Map<number, SocketSink>();
  let lastId = 0;
  let isAlive: ReturnType<typeof setTimeout> | undefined;
  let release = () => {};
  const say = (message: ToWorker) => port.postMessage(message);

  async function handOverToken(id: number) {
    say({ type: 'token', id, token: await token().catch(() => null) });
  }

  function die() {
    const orphans = [...sinks.values()];
    sinks.clear();
    onDead();
    for (const sink of orphans) sink.error(new Error('The shared socket does not answer.'));
  }

  port.onmessage = ({ data }: MessageEvent<ToTab>) => {
    switch (data.type) {
      case 'ready':
      case 'full':
        onWelcome(data);
        break;
      case 'next':
        sinks.get(data.id)?.next(data.result);
        break;
      case 'error':
        settle(data.id)?.error(data.reason);
        break;
      case 'complete':
        settle(data.id)?.complete();
        break;
      case 'token-wanted':
        void handOverToken(data.id);
        break;
      case 'forbidden':
        onForbidden();
        break;
      case 'alive':
        clearTimeout(isAlive);
        break;
    }
  };

  function settle(id: number): SocketSink | undefined {
    const sink = sinks.get(id);
    sinks.delete(id);
    return sink;
  }

  const socket: SharedSocket = {
    subscribe(request, sink) {
      const id = ++lastId;
      sinks.set(id, sink);
      say({ type: 'subscribe', id, request });
      return () => {
        if (settle(id)) say({ type: 'complete', id });
      };
    },
    suspect() {
      clearTimeout(isAlive);
      isAlive = setTimeout(die, ALIVE_WAIT_MS);
      say({ type: 'suspect' });
    },
    terminate: () => say({ type: 'terminate' }),
    close() {
      clearTimeout(isAlive);
      say({ type: 'bye' });
      port.close();
      release();
    },
  };

  /** The browser lets go of the lock when the tab closes, crashes or is left, and so the worker learns of it. */
  function hello() {
    const lock = `rapport-tab ${crypto.randomUUID()}`;
    void navigator.locks.request(lock, () => {
      say({ type: 'hello', lock });
      return new Promise<void>((resolve) => (release = resolve));
    });
  }

  return { socket, hello };
}
