import type { Broadcast } from './broadcast.ts';
import { memoryTallies, type Tallies } from './tallies.ts';

/** Tallies in which the places held on other nodes count as well. */
export interface SharedTallies extends Tallies {
  stop(): void;
}

const TOPIC = 'tallies';
/** How soon others learn of a change. */
const TELL_MS = 50;
/** How often each node tells all it holds, for those who missed something. */
const TELL_ALL_MS = 5_000;
/** A node that was not heard for so long holds nothing. */
const GONE_MS = 15_000;
/** Nodes tell of a key from this share of its limit on, so that what is told and kept stays small. */
const TOLD_SHARE = 50;

interface Told {
  readonly node: string;
  /** Places held by key; 0 for none. */
  readonly held: Readonly<Record<string, number>>;
  /** What is not named is not held. */
  readonly isAll: boolean;
  /** A node that has just begun: the others tell it all. */
  readonly isNew: boolean;
}

/**
 * Counts places over all nodes that hear each other. Between two tellings nodes may together give a
 * little more than the limit, never less; a node that dies frees its places. Rates (`spend`) are each
 * node's own.
 */
export function sharedTallies(broadcast: Broadcast): SharedTallies {
  const node = crypto.randomUUID();
  const own = memoryTallies();
  const held = new Map<string, { count: number; limit: number }>();
  const others = new Map<string, { held: Map<string, number>; heardAt: number }>();
  let changed = new Set<string>();
  let telling: NodeJS.Timeout | undefined;

  const isTold = (key: string) => {
    const { count = 0, limit = 0 } = held.get(key) ?? {};
    return count > 0 && count >= limit / TOLD_SHARE;
  };
  const tell = (keys: Iterable<string>, isAll: boolean, isNew = false) => {
    const counts = [...keys].map((key) => [key, isTold(key) ? held.get(key)!.count : 0]);
    const told: Told = { node, held: Object.fromEntries(counts), isAll, isNew };
    broadcast.send(TOPIC, told);
  };
  const tellAll = () => tell([...held.keys()].filter(isTold), true);
  const change = (key: string, by: number, limit: number) => {
    const wasTold = isTold(key);
    const count = (held.get(key)?.count ?? 0) + by;
    if (count > 0) held.set(key, { count, limit });
    else held.delete(key);
    if (!wasTold && !isTold(key)) return;
    changed.add(key);
    telling ??= setTimeout(() => {
      telling = undefined;
      tell(changed, false);
      changed = new Set();
    }, TELL_MS).unref();
  };
  const heldElsewhere = (key: string) => {
    let sum = 0;
    for (const other of others.values()) sum += other.held.get(key) ?? 0;
    return sum;
  };

  const stopHearing = broadcast.on(TOPIC, (message) => {
    const told = message as Told;
    if (told.node === node) return;
    const known = told.isAll ? new Map<string, number>() : others.get(told.node)?.held;
    const theirs = known ?? new Map<string, number>();
    for (const [key, count] of Object.entries(told.held)) {
      if (count > 0) theirs.set(key, count);
      else theirs.delete(key);
    }
    others.set(told.node, { held: theirs, heardAt: Date.now() });
    if (told.isNew) tellAll();
  });
  const tick = setInterval(() => {
    for (const [name, { heardAt }] of others) {
      if (Date.now() - heardAt > GONE_MS) others.delete(name);
    }
    tellAll();
  }, TELL_ALL_MS);
  tick.unref();
  tell([], true, true);

  return {
    spend: (key, perSecond) => own.spend(key, perSecond),
    async hold(key, limit) {
      const release = await own.hold(key, limit - heldElsewhere(key));
      if (!release) return null;
      change(key, 1, limit);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        release();
        change(key, -1, limit);
      };
    },
    stop() {
      clearInterval(tick);
      clearTimeout(telling);
      stopHearing();
      broadcast.send(TOPIC, { node, held: {}, isAll: true, isNew: false } satisfies Told);
    },
  };
}
