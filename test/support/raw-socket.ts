import { type ClientOptions, WebSocket } from 'ws';

export interface RawSocket {
  send(message: unknown): void;
  /** The next message that came, in their order. Fails when the socket closes before one comes. */
  next(): Promise<Record<string, unknown>>;
  /** How the socket closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly socket: WebSocket;
  close(): void;
}

/** Opens a socket to the API and speaks graphql-ws by hand. Rejects with `Unexpected server response: 403` and the like. */
export function openRawSocket(
  url: string,
  options: ClientOptions = {},
  protocol = 'graphql-transport-ws',
): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol, options);
  const received: Record<string, unknown>[] = [];
  const waiting: PromiseWithResolvers<Record<string, unknown>>[] = [];
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Record<string, unknown>;
    const first = waiting.shift();
    if (first) first.resolve(message);
    else received.push(message);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      for (const { reject } of waiting) reject(new Error(`The socket closed with ${code}.`));
      resolve({ code, reason: reason.toString() });
    });
  });
  const raw: RawSocket = {
    socket,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async next() {
      const known = received.shift();
      if (known) return known;
      const later = Promise.withResolvers<Record<string, unknown>>();
      waiting.push(later);
      return later.promise;
    },
    close: () => socket.close(),
  };
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(raw));
    socket.once('error', reject);
  });
}

/** The same, admitted with a token. */
export async function openAdmittedSocket(url: string, token: string): Promise<RawSocket> {
  const raw = await openRawSocket(url);
  raw.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await raw.next();
  return raw;
}
