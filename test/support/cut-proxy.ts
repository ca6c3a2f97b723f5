import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can break, as networks do. */
export interface CutProxy {
  /** The server's address by this way. */
  readonly url: string;
  /** How many connections were made so far. */
  readonly connections: number;
  /** Breaks every connection, without a word of goodbye. New ones are let through. */
  cut(): void;
  /** Swallows all bytes, both ways, and says nothing: to both ends the connection looks alive. */
  swallow(): void;
  /** Lets connections through again, to that server from now on. */
  restore(target?: string): void;
  close(): Promise<void>;
}

/** Opens one to that address. */
export async function openCutProxy(target: string): Promise<CutProxy> {
  let { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let connections = 0;
  let isSwallowing = false;

  const server = createServer((client) => {
    connections += 1;
    const upstream = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on('data', (chunk) => isSwallowing || to.write(chunk));
      from.on('end', () => isSwallowing || to.end());
      from.on('error', () => undefined);
      from.once('close', () => {
        open.delete(from);
        if (!isSwallowing) to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const cut = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    get connections() {
      return connections;
    },
    cut,
    swallow() {
      isSwallowing = true;
    },
    restore(elsewhere) {
      isSwallowing = false;
      if (elsewhere !== undefined) ({ hostname, port } = new URL(elsewhere));
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
