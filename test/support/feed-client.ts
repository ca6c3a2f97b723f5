import { createClient as createSseClient } from 'graphql-sse';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { feedDocument, type FeedField, type FeedItem } from './feed-document.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { leaveSocket } from './leave-socket.ts';

export interface FeedOptions {
  readonly url: string;
  readonly token: string;
  readonly field: FeedField;
  readonly after?: string | null;
  readonly filter?: Readonly<Record<string, unknown>>;
  /** Called with each item as it arrives. */
  readonly onItem?: (item: FeedItem) => void;
}

/** One subscription on a connection of its own, which is never opened again by itself. */
export interface Feed extends Inbox<FeedItem> {
  /** How it ended: the close code of a socket, and the errors it was refused with. */
  readonly ended: Promise<FeedEnd>;
  /** Ends it in the orderly way; `ended` tells when its connection is gone. */
  close(): void;
}

interface FeedEnd {
  readonly code: number | null;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

export interface SocketFeed extends Feed {
  /** Cuts the connection off, as a network does: no closing handshake. */
  drop(): void;
  /** Reads nothing more from the network until `resume`; TCP holds the server back. */
  pause(): void;
  resume(): void;
}

/** One that gives up where nobody answers the handshake. */
class PatientSocket extends WebSocket {
  constructor(url: string, protocols?: string | string[]) {
    super(url, protocols, { handshakeTimeout: 10_000 });
  }
}

/** Subscribes over a WebSocket, with graphql-ws' own client. */
export function openFeed(options: FeedOptions): SocketFeed {
  const { url, token, field, after, filter, onItem } = options;
  const inbox = openInbox<FeedItem>();
  const receive = (item: FeedItem) => {
    inbox.push(item);
    onItem?.(item);
  };
  let socket: WebSocket | undefined;
  let errors: FeedEnd['errors'] = [];
  let client: Client;
  const ended = new Promise<FeedEnd>((resolve) => {
    client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: PatientSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
      onNonLazyError: () => undefined,
      on: {
        opened: (opened) => (socket = opened as WebSocket),
        closed: (event) => resolve({ code: (event as { code: number }).code, errors }),
      },
    });
    client.subscribe<{ feed: FeedItem }>(
      { query: feedDocument(field), variables: { after, filter } },
      {
        next({ data, errors: refusals }) {
          if (refusals) errors = refusals;
          else receive(data!.feed);
        },
        error(refusals) {
          if (Array.isArray(refusals)) errors = refusals;
          leaveSocket(client);
        },
        complete: () => leaveSocket(client),
      },
    );
  });
  return {
    ...inbox,
    ended,
    close: () => leaveSocket(client),
    drop: () => socket?.terminate(),
    pause: () => socket?.pause(),
    resume: () => socket?.resume(),
  };
}

/** Subscribes over server-sent events, with graphql-sse's own client. */
export function openSseFeed(options: FeedOptions): Feed {
  const { url, token, field, after, filter, onItem } = options;
  const inbox = openInbox<FeedItem>();
  const receive = (item: FeedItem) => {
    inbox.push(item);
    onItem?.(item);
  };
  const client = createSseClient({
    url: `${url}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const ended = new Promise<FeedEnd>((resolve) => {
    let errors: FeedEnd['errors'] = [];
    client.subscribe<{ feed: FeedItem }>(
      { query: feedDocument(field), variables: { after, filter } },
      {
        next({ data, errors: refusals }) {
          if (refusals) errors = refusals;
          else receive(data!.feed);
        },
        error: () => resolve({ code: null, errors }),
        complete: () => resolve({ code: null, errors }),
      },
    );
  });
  return { ...inbox, ended, close: () => client.dispose() };
}
