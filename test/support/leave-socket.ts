import type { Client } from 'graphql-ws';

/**
 * Lets a client's socket go. One that is still connecting goes as soon as it is connected; where it
 * never is, there is nothing to let go, and the client says so by a rejection that means nothing.
 */
export function leaveSocket(client: Client): void {
  void Promise.resolve(client.dispose()).catch(() => undefined);
}
