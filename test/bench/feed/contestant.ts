import { setTimeout as wait } from 'node:timers/promises';
import type { Calls } from '../answer-calls.ts';
import type { Audience, ClientCalls } from './clients.ts';
import type { EmitCalls } from './emitting.ts';
import type { measures } from '../measures.ts';
import { type Child, openChild } from '../open-child.ts';

export type Name = 'bare' | 'frames' | 'recipe' | 'rapport';

type ServerCalls = typeof measures & EmitCalls & Calls;

/** One of the servers that are compared, and how it is driven. */
export interface Contestant {
  readonly name: Name;
  readonly server: Pick<Child<ServerCalls>, 'call'>;
  /** Brings about events. Rapport's are written by another process, so that only the feed is measured. */
  readonly emitter: Pick<Child<EmitCalls>, 'call'>;
  /** Whether an event shows its number. */
  readonly isNumbered: boolean;
  readonly audience: Omit<Audience, 'subscribers' | 'shapes'>;
  /** How many subscriptions the server has begun; null where each client is told when it has. */
  readonly subscribed: (() => Promise<number>) | null;
  /** Done before it is its turn. */
  readonly prepare?: () => Promise<void>;
}

/** Its clients, connected and quiet. */
export interface Room {
  readonly contestant: Contestant;
  readonly clients: Child<ClientCalls>;
  readonly subscribers: number;
  /** Events that every subscriber has been sent so far. */
  events: number;
}

const POLL_MS = 20;

/** Connects subscribers of a contestant, in a process of their own. */
export async function openRoom(
  contestant: Contestant,
  size: { readonly subscribers: number; readonly shapes: number },
): Promise<Room> {
  const { subscribed, audience } = contestant;
  const clients = await openChild<ClientCalls>(new URL('clients.ts', import.meta.url));
  const before = (await subscribed?.()) ?? 0;
  await clients.call('open', { ...audience, ...size });
  while (subscribed && (await subscribed()) < before + size.subscribers) {
    await wait(POLL_MS);
  }
  return { contestant, clients, subscribers: size.subscribers, events: 0 };
}

/** Brings about so many events at once, and waits until every subscriber has each. */
export async function sendBurst(room: Room, events: number): Promise<void> {
  room.events += events;
  await Promise.all([
    room.contestant.emitter.call('burst', events),
    room.clients.call('received', room.events * room.subscribers),
  ]);
}

export async function closeRoom({ clients }: Room): Promise<void> {
  await clients.call('close');
  await clients.stop();
}
