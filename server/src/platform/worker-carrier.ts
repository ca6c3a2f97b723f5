import cluster, { type Worker } from 'node:cluster';
import type { Carrier } from './broadcast.ts';

/** What workers send each other through their primary. */
interface CarriedMessage {
  readonly broadcast: string;
}

const isCarried = (message: unknown): message is CarriedMessage =>
  typeof (message as CarriedMessage | null)?.broadcast === 'string';

/** Carries messages between the workers of one machine, through the primary (`relayBetweenWorkers`). */
export function workerCarrier(): Carrier {
  let take: ((text: string) => void) | undefined;
  const onMessage = (message: unknown) => {
    if (isCarried(message)) take?.(message.broadcast);
  };
  process.on('message', onMessage);
  return {
    send(text) {
      // A primary that is going leaves its workers a closed channel; hints may be lost.
      if (process.connected) process.send?.({ broadcast: text }, undefined, {}, () => undefined);
    },
    receive: (taken) => void (take = taken),
    async stop() {
      process.off('message', onMessage);
    },
  };
}

/** The primary's half: passes each message on to all workers but its sender. */
export function relayBetweenWorkers(): void {
  cluster.on('message', (sender: Worker, message: unknown) => {
    if (!isCarried(message)) return;
    for (const worker of Object.values(cluster.workers ?? {})) {
      if (worker && worker !== sender && worker.isConnected()) {
        worker.send(message, undefined, {}, () => undefined);
      }
    }
  });
}
