import type { LoggedEvent } from './logged-event.ts';

/** The last events, without holes, oldest first. Forgets the oldest when it holds too many, or too much. */
export interface EventRing {
  /** How much it holds. */
  readonly size: { readonly events: number; readonly bytes: number };
  /** Takes events that follow the last; where they do not, what was held before is forgotten. */
  push(events: readonly LoggedEvent[]): void;
  /** Events after a place, or null when some of them are no longer held. */
  after(seq: bigint): readonly LoggedEvent[] | null;
  clear(): void;
}

/** What an event takes without the parts whose length varies. */
const BASE_BYTES = 900;

/** Opens a ring that holds at most so many events and about so many bytes. */
export function eventRing(mostEvents: number, mostBytes: number): EventRing {
  let events: LoggedEvent[] = [];
  let sizes: number[] = [];
  let bytes = 0;

  const clear = () => {
    events = [];
    sizes = [];
    bytes = 0;
  };

  return {
    get size() {
      return { events: events.length, bytes };
    },
    push(more) {
      const last = events.at(-1);
      if (last && more[0] && more[0].seq !== last.seq + 1n) clear();
      for (const event of more) {
        const size = sizeOf(event);
        events.push(event);
        sizes.push(size);
        bytes += size;
      }
      let forgotten = 0;
      while (events.length - forgotten > mostEvents || bytes > mostBytes) {
        bytes -= sizes[forgotten++]!;
      }
      if (forgotten === 0) return;
      events.splice(0, forgotten);
      sizes.splice(0, forgotten);
    },
    after(seq) {
      const oldest = events[0];
      if (!oldest || seq < oldest.seq - 1n) return null;
      return events.slice(Number(seq - oldest.seq + 1n));
    },
    clear,
  };
}

/** About how much memory an event takes: text has up to 2 bytes a character. */
function sizeOf({ payload, before, changedFields }: LoggedEvent): number {
  const varying =
    JSON.stringify(payload).length +
    (before === null ? 0 : JSON.stringify(before).length) +
    changedFields.reduce((sum, name) => sum + name.length + 16, 0);
  return BASE_BYTES + 2 * varying;
}
