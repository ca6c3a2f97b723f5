import { changesAccess, eventKind } from '../kernel/event.ts';
import { isInScope, type RowScope } from '../kernel/row-scope.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { Broadcast } from '../platform/broadcast.ts';
import type { LoggedEvent } from './logged-event.ts';
import { type Person, type Place, placeKey, presenceMap, type Visitor } from './presence-map.ts';
import type { Tail } from './tail.ts';

/**
 * Who views, writes or idles at which customer. A state that rests on announcements with a time to
 * live, never a fact: nothing of it is stored. Each node holds all of it, heard by the broadcast.
 */
export interface Presence {
  /**
   * Tells all nodes that a client is at a place. It may be: `judgedAt` is where the tail stood before
   * that was looked up, and what the log says behind it counts on every node. Again within `TTL_MS`,
   * or it fades.
   */
  announce(visitor: Omit<Visitor, 'since'>, judgedAt: bigint): void;
  /** Tells all nodes that a client has gone. */
  leave(client: Client): void;
  /** The client as it was last announced. While it is known here it may be where it is. */
  find(client: Client): Visitor | undefined;
  /** The most active first; at most 50. */
  peopleAt(place: Place): readonly Person[];
  /** Calls back after each change at a place. Returns how to stop. */
  watch(place: Place, onChange: () => void): () => void;
  /** How many clients are held. */
  readonly size: number;
  stop(): void;
}

/** A client at a place, by name. */
export type Client = Omit<Visitor, 'activity' | 'since' | 'role' | 'scope'>;

/** How long a client is there after it was last heard of: two announcements may be lost. */
export const TTL_MS = 12_000;

const TOPIC = 'presence';

type Message =
  | { readonly is: 'there'; readonly visitor: Visitor; readonly judgedAt: string }
  | { readonly is: 'gone'; readonly client: Client };

/** Opens the presence of all customers for this process. */
export function openPresence(
  { broadcast, tail }: { readonly broadcast: Broadcast; readonly tail: Tail },
  ttlMs: number = TTL_MS,
): Presence {
  const watchers = new Map<string, Set<() => void>>();
  const map = presenceMap(ttlMs, (place) => {
    for (const onChange of watchers.get(placeKey(place)) ?? []) onChange();
  });

  const stopHearing = broadcast.on(TOPIC, (data) => {
    const message = data as Message;
    if (message.is === 'gone') return map.remove(message.client);
    const { visitor, judgedAt } = message;
    const since = tail.after(BigInt(judgedAt));
    if (since && !since.some((event) => endsSight(event, visitor, visitor))) map.put(visitor);
  });

  const stopObserving = tail.observe((event) => {
    if (event.name === 'session.ended') map.removeWhere(event.subjectId, () => true);
    else if (eventKind(event.name)?.changesAccessOf) {
      map.removeWhere(null, (visitor) => endsSight(event, visitor, visitor));
    } else if (event.subjectType === 'Customer') {
      const { workspaceId, subjectId: customerId } = event;
      for (const visitor of map.visitorsAt({ workspaceId, customerId })) {
        if (endsSight(event, visitor, visitor)) map.remove(visitor);
      }
    }
  });

  return {
    announce(visitor, judgedAt) {
      const before = map.find(visitor);
      const since = before?.activity === visitor.activity ? before.since : Date.now();
      const message: Message = {
        is: 'there',
        visitor: { ...visitor, since },
        judgedAt: String(judgedAt),
      };
      broadcast.send(TOPIC, message);
    },
    leave(client) {
      const message: Message = { is: 'gone', client };
      broadcast.send(TOPIC, message);
    },
    find: (client) => map.find(client),
    peopleAt: (place) => map.peopleAt(place),
    watch(place, onChange) {
      const key = placeKey(place);
      const present = watchers.get(key) ?? new Set();
      watchers.set(key, present.add(onChange));
      return () => {
        present.delete(onChange);
        if (present.size === 0 && watchers.get(key) === present) watchers.delete(key);
      };
    },
    get size() {
      return map.size;
    },
    stop() {
      stopHearing();
      stopObserving();
      map.stop();
    },
  };
}

/** Whether an event takes a customer out of somebody's sight, or may do so: their session or access changed. */
export function endsSight(
  event: LoggedEvent,
  user: Pick<Viewer, 'userId' | 'role' | 'sessionId'> & { readonly scope: RowScope },
  place: Place,
): boolean {
  if (event.workspaceId !== place.workspaceId) return false;
  if (event.name === 'session.ended') return event.subjectId === user.sessionId;
  if (changesAccess(event, user)) return true;
  return (
    event.subjectType === 'Customer' &&
    event.subjectId === place.customerId &&
    (event.isGone || !isInScope(user.scope, event.scope))
  );
}
