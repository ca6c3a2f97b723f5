import type { FeedItem } from './feed-item.ts';

/** What a subscription over the socket answers with; the form of graphql-ws. */
export interface SocketResult {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?:
    | readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[]
    | undefined;
}

export interface SocketSink {
  readonly next: (result: SocketResult) => void;
  readonly error: (reason: unknown) => void;
  readonly complete: () => void;
}

export interface SocketRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null;
}

/** What is used of a client of graphql-ws. It must not retry by itself: a feed has to say from where. */
export interface SocketClient {
  subscribe(request: SocketRequest, sink: SocketSink): () => void;
  terminate(): void;
}

/** One socket for every feed on it. */
export interface FeedSocket extends SocketClient {
  /** A feed has heard nothing for too long. Closes the connection, unless another feed has heard something. */
  suspect(): void;
}

const ALIVE_MS = 20_000;

/**
 * Makes one socket out of as many clients as it takes. When a server says that it is going to stop, new
 * operations go over a new connection, while the old one tells its other feeds the same and ends. With
 * `lazy: true` a client closes by itself after its last operation.
 */
export function openFeedSocket(openClient: () => SocketClient): FeedSocket {
  let current: SocketClient | null = null;
  let heardAt = 0;

  const terminate = () => current?.terminate();
  return {
    subscribe(request, sink) {
      const client = (current ??= openClient());
      return client.subscribe(request, {
        ...sink,
        next(result) {
          heardAt = Date.now();
          if (isFarewell(result) && current === client) current = null;
          sink.next(result);
        },
      });
    },
    terminate,
    suspect() {
      if (Date.now() - heardAt > ALIVE_MS) terminate();
    },
  };
}

function isFarewell({ data }: SocketResult): boolean {
  const [item] = Object.values(data ?? {}) as (Partial<FeedItem> | null)[];
  return item?.__typename === 'FeedHeartbeat' && item.reconnectAfterMs != null;
}
