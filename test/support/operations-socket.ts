import { openAdmittedSocket } from './raw-socket.ts';

/** Many operations on one socket, spoken by hand so that each costs next to nothing. */
export interface OperationsSocket {
  /** Begins one; each of its results goes to `onResult` until it is stopped. Answers how to stop it. */
  subscribe<Data>(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    onResult: (data: Data) => void,
    onFailure: (reason: string) => void,
  ): () => void;
  /** The one result of a query or mutation. */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  close(): void;
}

interface Message {
  readonly id: string;
  readonly type: 'next' | 'error' | 'complete' | 'ping';
  readonly payload: { readonly data?: unknown; readonly errors?: unknown };
}

export async function openOperationsSocket(url: string, token: string): Promise<OperationsSocket> {
  const { socket, send, close } = await openAdmittedSocket(url, token);
  const running = new Map<string, (message: Message) => void>();
  let last = 0;
  socket.on('message', (frame: Buffer) => {
    const message = JSON.parse(frame.toString()) as Message;
    if (message.type === 'ping') send({ type: 'pong' });
    else running.get(message.id)?.(message);
  });
  const begin = (payload: object, onMessage: (message: Message) => void) => {
    const id = String(++last);
    running.set(id, onMessage);
    send({ id, type: 'subscribe', payload });
    return () => {
      if (running.delete(id)) send({ id, type: 'complete' });
    };
  };
  return {
    subscribe<Data>(
      query: string,
      variables: Readonly<Record<string, unknown>>,
      onResult: (data: Data) => void,
      onFailure: (reason: string) => void,
    ) {
      return begin({ query, variables }, ({ type, payload }) => {
        if (type === 'next' && !payload.errors) onResult(payload.data as Data);
        else onFailure(`${type} ${JSON.stringify(payload)}`);
      });
    },
    ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}) {
      return new Promise<Data>((resolve, reject) => {
        begin({ query, variables }, ({ type, payload }) => {
          if (type === 'next' && !payload.errors) resolve(payload.data as Data);
          else if (type !== 'complete') reject(new Error(JSON.stringify(payload)));
        });
      });
    },
    close,
  };
}
