import type { Role } from '../kernel/permission.ts';
import type { RowScope } from '../kernel/row-scope.ts';

/** What somebody does at a customer. The strongest first. */
export const activities = ['WRITING', 'VIEWING', 'IDLE'] as const;

export type Activity = (typeof activities)[number];

/** A customer of a workspace, as a place where people can be. */
export interface Place {
  readonly workspaceId: string;
  readonly customerId: string;
}

/** One client, such as a browser's tab, that is at a place, with what decides whether it may be. */
export interface Visitor extends Place {
  readonly userId: string;
  readonly role: Role;
  readonly scope: RowScope;
  readonly sessionId: string;
  /** Tells a session's clients apart. */
  readonly clientId: string;
  readonly activity: Activity;
  /** Since when it does this, in milliseconds since 1970. */
  readonly since: number;
}

/** A user at a place, whichever of the user's clients are there. */
export interface Person {
  readonly userId: string;
  /** The strongest of them. */
  readonly activity: Activity;
  readonly since: Date;
}

/** How many may be held. Published in docs/protocol.md where a caller can meet them. */
export const presenceLimits = {
  clientsPerSession: 50,
  clientsPerCustomer: 200,
  clientsPerProcess: 100_000,
  people: 50,
} as const;

/** Who is where, as far as this process has heard. Each stays for a while after it was last heard of. */
export interface PresenceMap {
  /** Takes in, or renews. One more than the limits allow is not taken in. */
  put(visitor: Visitor): void;
  find(client: ClientName): Visitor | undefined;
  remove(client: ClientName): void;
  /** Removes those of a session, or of everybody where it is null, for whom this holds. */
  removeWhere(sessionId: string | null, isGone: (visitor: Visitor) => boolean): void;
  visitorsAt(place: Place): readonly Visitor[];
  /** The most active first, then who has been so for longest; at most 50. */
  peopleAt(place: Place): readonly Person[];
  readonly size: number;
  stop(): void;
}

type ClientName = Place & Pick<Visitor, 'userId' | 'sessionId' | 'clientId'>;

interface Held {
  readonly visitor: Visitor;
  readonly expiresAt: number;
}

/** Names a place. */
export const placeKey = ({ workspaceId, customerId }: Place): string =>
  `${workspaceId} ${customerId}`;

// All but the last are ids of fixed length, so no two clients have one name.
const clientKey = (client: ClientName): string =>
  `${placeKey(client)} ${client.userId} ${client.sessionId} ${client.clientId}`;

/**
 * Opens the map. Whoever is not heard of for `ttlMs` is forgotten, and within a tenth of that more.
 * `onChange` is called after each change of what somebody does, and not for a renewal.
 */
export function presenceMap(ttlMs: number, onChange: (place: Place) => void): PresenceMap {
  /** In the order in which they expire: renewing moves to the end. */
  const held = new Map<string, Held>();
  const byPlace = new Map<string, Map<string, Visitor>>();
  const bySession = new Map<string, Map<string, Visitor>>();

  const forget = (key: string) => {
    const visitor = held.get(key)?.visitor;
    if (!visitor) return;
    held.delete(key);
    dropFrom(byPlace, placeKey(visitor), key);
    dropFrom(bySession, visitor.sessionId, key);
    onChange(visitor);
  };
  const isFull = (visitor: Visitor) =>
    held.size >= presenceLimits.clientsPerProcess ||
    (byPlace.get(placeKey(visitor))?.size ?? 0) >= presenceLimits.clientsPerCustomer ||
    (bySession.get(visitor.sessionId)?.size ?? 0) >= presenceLimits.clientsPerSession;
  const sweep = setInterval(() => {
    const now = Date.now();
    for (const [key, { expiresAt }] of held) {
      if (expiresAt > now) break;
      forget(key);
    }
  }, ttlMs / 10);
  sweep.unref();

  return {
    put(visitor) {
      const key = clientKey(visitor);
      const before = held.get(key)?.visitor;
      if (!before && isFull(visitor)) return;
      held.delete(key);
      held.set(key, { visitor, expiresAt: Date.now() + ttlMs });
      setIn(byPlace, placeKey(visitor), key, visitor);
      setIn(bySession, visitor.sessionId, key, visitor);
      if (before?.activity !== visitor.activity) onChange(visitor);
    },
    find: (client) => held.get(clientKey(client))?.visitor,
    remove: (client) => forget(clientKey(client)),
    removeWhere(sessionId, isGone) {
      const among =
        sessionId === null
          ? [...held.values()].map(({ visitor }) => visitor)
          : [...(bySession.get(sessionId)?.values() ?? [])];
      for (const visitor of among) if (isGone(visitor)) forget(clientKey(visitor));
    },
    visitorsAt: (place) => [...(byPlace.get(placeKey(place))?.values() ?? [])],
    peopleAt(place) {
      const people = new Map<string, Person>();
      for (const { userId, activity, since } of byPlace.get(placeKey(place))?.values() ?? []) {
        const known = people.get(userId);
        const person = { userId, activity, since: new Date(since) };
        if (!known || compare(person, known) < 0) people.set(userId, person);
      }
      return [...people.values()].sort(compare).slice(0, presenceLimits.people);
    },
    get size() {
      return held.size;
    },
    stop: () => clearInterval(sweep),
  };
}

function compare(a: Person, b: Person): number {
  return (
    activities.indexOf(a.activity) - activities.indexOf(b.activity) ||
    a.since.getTime() - b.since.getTime() ||
    (a.userId < b.userId ? -1 : 1)
  );
}

function setIn<T>(index: Map<string, Map<string, T>>, name: string, key: string, value: T): void {
  const group = index.get(name);
  if (group) group.set(key, value);
  else index.set(name, new Map([[key, value]]));
}

function dropFrom(index: Map<string, Map<string, unknown>>, name: string, key: string): void {
  const group = index.get(name);
  group?.delete(key);
  if (group?.size === 0) index.delete(name);
}
