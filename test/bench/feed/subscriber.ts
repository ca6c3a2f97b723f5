import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

export interface SubscriberOptions {
  readonly url: string;
  readonly localAddress: string;
  /** Null: the server sends by itself, and what it sends is not judged. */
  readonly operation: {
    readonly query: string;
    readonly variables: Readonly<Record<string, unknown>>;
  } | null;
  readonly token: string | null;
  /** Whether each item must name the one before it. */
  readonly isChained: boolean;
  /** Called with each event: how many came before it, and the message. */
  readonly onEvent: (before: number, message: string) => void;
  readonly onFailure: (reason: string) => void;
}

/** One WebSocket of its own with one subscription. */
export interface Subscriber {
  /** Events so far. */
  readonly events: number;
  close(): void;
}

interface Message {
  readonly type: string;
  readonly payload?: {
    readonly errors?: unknown;
    readonly data?: { readonly feed: Readonly<Record<string, string>> };
  };
}

/** Opens one. Resolves once it is connected; with `isChained`, once its first item is there. */
export async function openSubscriber(options: SubscriberOptions): Promise<Subscriber> {
  const { operation, isChained, onEvent, onFailure } = options;
  const socket = new WebSocket(options.url, operation ? 'graphql-transport-ws' : [], {
    localAddress: options.localAddress,
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  let events = 0;
  let cursor: string | undefined;
  let isClosing = false;
  let settle: (() => void) | undefined;

  const readItem = (text: string) => {
    const message = JSON.parse(text) as Message;
    if (message.type === 'connection_ack') return settle?.();
    if (message.type === 'ping') return socket.send('{"type":"pong"}');
    const item = message.payload?.data?.feed;
    if (!item || message.payload.errors) return onFailure(text);
    if (isChained) {
      if (item.previousCursor !== (cursor ?? item.cursor)) onFailure(`a hole before ${text}`);
      cursor = item.cursor;
      settle?.();
    }
    if (item.__typename === 'FeedEvent') onEvent(events++, text);
  };
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    if (operation) readItem(text);
    else onEvent(events++, text);
  });
  socket.on('close', (code) => {
    if (!isClosing) onFailure(`closed with ${code}`);
  });
  await once(socket, 'open');

  const answered = () => new Promise<void>((resolve) => (settle = resolve));
  if (operation) {
    const acknowledged = answered();
    const payload = options.token === null ? {} : { authorization: `Bearer ${options.token}` };
    socket.send(JSON.stringify({ type: 'connection_init', payload }));
    await acknowledged;
    const first = isChained ? answered() : undefined;
    socket.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: operation }));
    await first;
  }
  return {
    get events() {
      return events;
    },
    close() {
      isClosing = true;
      socket.terminate();
    },
  };
}
