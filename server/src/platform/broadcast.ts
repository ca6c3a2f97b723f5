import type { Log } from './log.ts';

/**
 * A lossy channel between all nodes of one installation, for hints that are not facts: presence,
 * typing, what is counted for limits. Events never travel here; they are read from the log.
 */
export interface Broadcast {
  /**
   * Sends to every node, this one included, without waiting. `message` is data as JSON has it; every
   * receiver gets a copy of its own. It may be lost, and a message may overtake one of another node's.
   */
  send(topic: string, message: unknown): void;
  /** Calls back with each message of a topic, from this node too. Returns how to stop. */
  on(topic: string, handler: (message: unknown) => void): () => void;
  stop(): Promise<void>;
}

/** How the messages of one node reach the others. What comes back to its sender is dropped by `openBroadcast`. */
export interface Carrier {
  send(text: string): void;
  /** Given once, before anything is sent. */
  receive(take: (text: string) => void): void;
  stop(): Promise<void>;
}

interface Envelope {
  readonly from: string;
  readonly topic: string;
  readonly message: unknown;
}

/** Opens the channel. Without a carrier it goes round in this process, which is then the only node. */
export function openBroadcast(log: Log, carrier?: Carrier): Broadcast {
  const self = crypto.randomUUID();
  const handlers = new Map<string, Set<(message: unknown) => void>>();

  const deliver = (text: string) => {
    const { topic, message } = JSON.parse(text) as Envelope;
    for (const handler of handlers.get(topic) ?? []) {
      try {
        handler(message);
      } catch (error) {
        log.error({ err: error, topic }, 'A message of another node could not be dealt with.');
      }
    }
  };
  carrier?.receive((text) => {
    if (!text.startsWith(`{"from":"${self}"`)) deliver(text);
  });

  return {
    send(topic, message) {
      const text = JSON.stringify({ from: self, topic, message } satisfies Envelope);
      queueMicrotask(() => deliver(text));
      carrier?.send(text);
    },
    on(topic, handler) {
      const present = handlers.get(topic) ?? new Set();
      handlers.set(topic, present.add(handler));
      return () => {
        present.delete(handler);
        if (present.size === 0 && handlers.get(topic) === present) handlers.delete(topic);
      };
    },
    async stop() {
      handlers.clear();
      await carrier?.stop();
    },
  };
}
