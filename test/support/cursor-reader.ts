import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Inbox, openInbox } from './inbox.ts';

/** One who reads fast, and can stop. Keeps the places of what happened, and no more of it. */
export interface CursorReader extends Inbox<string> {
  readonly opened: Promise<void>;
  /** Where it stands, by the last thing it was told. */
  position(): string;
  /** Reads nothing more from the network. */
  pause(): void;
  /** Cuts its connection off. What had reached this machine is still read before this resolves. */
  drop(): Promise<void>;
}

export interface CursorReaderOptions {
  readonly url: string;
  readonly token: string;
  /** A subscription whose items are under `feed` and begin with `__typename` and `cursor`. */
  readonly document: string;
  readonly after: string;
}

interface Item {
  readonly __typename: string;
  readonly cursor: string;
}

function openReader() {
  const places = openInbox<string>();
  const positions = openInbox<string>();
  return {
    reader: {
      ...places,
      opened: positions.until('the first item', ({ length }) => length > 0),
      position: () => positions.all.at(-1)!,
    },
    take({ __typename, cursor }: Item) {
      positions.push(cursor);
      if (__typename === 'FeedEvent') places.push(cursor);
    },
  };
}

/** Follows over a WebSocket. */
export function readSocket({ url, token, document, after }: CursorReaderOptions): CursorReader {
  const { reader, take } = openReader();
  let socket: WebSocket | undefined;
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { opened: (opened) => (socket = opened as WebSocket) },
  });
  client.subscribe<{ feed: Item }>(
    { query: document, variables: { after } },
    { next: ({ data }) => take(data!.feed), error() {}, complete() {} },
  );
  return {
    ...reader,
    pause: () => socket!.pause(),
    async drop() {
      const closed = once(socket!, 'close');
      socket!.terminate();
      if (socket!.readyState !== WebSocket.CLOSED) await closed;
    },
  };
}

/** The same over server-sent events, read from the network by hand so that it can be left unread. */
export async function readStream(options: CursorReaderOptions): Promise<CursorReader> {
  const { url, token, document, after } = options;
  const { reader, take } = openReader();
  const asking = request(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
  });
  asking.end(JSON.stringify({ query: document, variables: { after } }));
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const [, __typename, cursor] =
        /^data: .*"__typename":"(\w+)","cursor":"([^"]+)"/u.exec(line) ?? [];
      if (__typename && cursor) take({ __typename, cursor });
    }
  });
  response.on('error', () => {});
  return {
    ...reader,
    pause: () => response.pause(),
    async drop() {
      const closed = once(response, 'close');
      response.destroy();
      if (!response.closed) await closed;
    },
  };
}
