import type { Pool } from 'pg';
import { changesAccess } from '../kernel/event.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { lastChangeOfAccess, readLog } from './event-log.ts';
import type { FeedStats } from './feed-stats.ts';
import type { LoggedEvent } from './logged-event.ts';
import type { Tail } from './tail.ts';
import { ACCESS, EVERYTHING, type Topic } from './topic-index.ts';

/** Whether an event concerns a subscriber: as a change of what it sees, as something leaving its view, or not at all. */
export type Verdict = 'CHANGE' | 'LEAVE' | null;

/** Why a subscriber cannot be given everything after its cursor. */
export type GapReason = 'CURSOR_EXPIRED' | 'EPOCH_CHANGED' | 'LAGGED' | 'ACCESS_CHANGED';

/** What a subscriber receives. Positions are `seq`s; `previous` is the item before it in this stream. */
export type FeedItem =
  | {
      readonly type: 'event';
      readonly kind: 'CHANGE' | 'LEAVE';
      readonly event: LoggedEvent;
      readonly at: bigint;
      readonly previous: bigint;
    }
  | {
      readonly type: 'heartbeat';
      readonly at: bigint;
      readonly previous: bigint;
      /** The process is going to stop: come back, here or elsewhere, after so many milliseconds. */
      readonly reconnectAfterMs?: number;
    }
  | {
      readonly type: 'gap';
      readonly reason: GapReason;
      readonly resumeFrom: bigint;
      /** The epoch in which `resumeFrom` means something. */
      readonly epoch: string;
    };

export interface FollowOptions {
  readonly pool: Pool;
  readonly tail: Tail;
  readonly workspaceId: string;
  /** Null: from now on. */
  readonly after: { readonly epoch: string; readonly seq: bigint } | null;
  readonly judge: (event: LoggedEvent) => Verdict;
  /** What every event that `judge` lets through has at least one of. Absent: anything of the workspace. */
  readonly topics?: readonly Topic[];
  /** Whose stream it is: it ends where that user's access changes. Absent: nobody's. */
  readonly user?: Pick<Viewer, 'userId' | 'role'>;
  /**
   * Where the log stood when `user` was looked up, or before. Absent: where the stream begins. Null: it
   * goes on with one that was begun, in which each change of access is met at its place.
   */
  readonly since?: bigint | null;
  readonly signal: AbortSignal;
  /** Aborts when this process is going to stop: the stream takes its leave and ends. */
  readonly drain?: AbortSignal;
  readonly heartbeatMs?: number;
  readonly stats?: FeedStats;
  /**
   * Called when everything logged so far was told, at that very moment, with the position of the last
   * item. True: somebody else goes on from there, and the stream ends.
   */
  readonly onCaughtUp?: (told: bigint) => boolean;
}

/** Silence is never longer, so that quiet and dead look different. */
export const HEARTBEAT_MS = 15_000;

/** Over how long those who are sent away come back, so that they do not come all at once. */
const RECONNECT_SPREAD_MS = 5_000;

/** Events per read from the log. Bounds what one subscriber that catches up holds in memory. */
export const CATCH_UP_SIZE = 200;

/**
 * Yields one subscriber's stream: a heartbeat at once, then the missed events, then new ones as
 * they are logged, and a heartbeat after every 15 s of silence.
 *
 * The log is the only source; the tail is its end, held in memory. A position is compared before
 * each wait, so nothing is missed between reading and waiting and nothing is doubled. The next
 * item is made only when the last was taken: a slow reader costs nothing but its own delay.
 *
 * Where the user's access changes, everything up to that place is told by the access of before, and
 * nothing behind it.
 *
 * Ends after a gap, after a last heartbeat when `drain` aborts, and without error when `signal` does.
 * Errors of the database are the caller's.
 */
export async function* follow(options: FollowOptions): AsyncGenerator<FeedItem, void, undefined> {
  const { pool, tail, workspaceId, after, judge, user, signal, drain, stats } = options;
  const interest = { workspaceId, topics: [...(options.topics ?? [EVERYTHING]), ACCESS] };
  const disturbed = drain ? AbortSignal.any([signal, drain]) : signal;
  const heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS;

  if (after) {
    const { head, floor, epoch: present } = await readLog(pool, { after: after.seq, limit: 0 });
    if (after.epoch !== present || after.seq > head) {
      yield { type: 'gap', reason: 'EPOCH_CHANGED', resumeFrom: head, epoch: present };
      return;
    }
    if (after.seq < floor - 1n) {
      yield { type: 'gap', reason: 'CURSOR_EXPIRED', resumeFrom: floor - 1n, epoch: present };
      return;
    }
  }

  const epoch = after?.epoch ?? tail.epoch;
  let scanned = after?.seq ?? tail.position;
  let told = scanned;
  let lastToldAt = Date.now();
  if (user && options.since !== null) {
    // What was shown before it, and who is asked about now, may both be of before the change.
    const since = options.since !== undefined && options.since < told ? options.since : told;
    const recent = tail.after(since)?.filter((event) => event.workspaceId === workspaceId);
    const changedAt = recent
      ? (recent.findLast((event) => changesAccess(event, user))?.seq ?? null)
      : await lastChangeOfAccess(pool, workspaceId, user, since);
    if (changedAt !== null) {
      yield { type: 'gap', reason: 'ACCESS_CHANGED', resumeFrom: changedAt, epoch };
      return;
    }
  }
  yield { type: 'heartbeat', at: told, previous: told };

  while (!signal.aborted) {
    if (tail.epoch !== epoch) {
      yield {
        type: 'gap',
        reason: 'EPOCH_CHANGED',
        resumeFrom: tail.position,
        epoch: tail.epoch,
      };
      return;
    }
    let events = tail.after(scanned);
    let end = tail.position > scanned ? tail.position : scanned;
    if (events === null) {
      const { position } = tail;
      if (stats) stats.catchUps++;
      const page = await readLog(pool, { after: scanned, limit: CATCH_UP_SIZE, workspaceId });
      if (scanned < page.floor - 1n) {
        yield {
          type: 'gap',
          reason: 'CURSOR_EXPIRED',
          resumeFrom: page.floor - 1n,
          epoch: page.epoch,
        };
        return;
      }
      // Up to where this process stood before it read: what lies beyond may not be on the page, and
      // has perhaps not been acted on here, such as a session that ended.
      events = page.events.filter((event) => event.seq <= position);
      end = events.length === CATCH_UP_SIZE ? events.at(-1)!.seq : position;
    }
    for (const event of events) {
      if (event.workspaceId !== workspaceId) continue;
      if (stats) stats.judged++;
      const kind = judge(event);
      if (signal.aborted) return;
      if (kind !== null) {
        yield { type: 'event', kind, event, at: event.seq, previous: told };
        told = event.seq;
        lastToldAt = Date.now();
      }
      if (user && changesAccess(event, user)) {
        yield { type: 'gap', reason: 'ACCESS_CHANGED', resumeFrom: event.seq, epoch };
        return;
      }
    }
    scanned = end;
    if (drain?.aborted) {
      const reconnectAfterMs = Math.round(Math.random() * RECONNECT_SPREAD_MS);
      yield { type: 'heartbeat', at: scanned, previous: told, reconnectAfterMs };
      return;
    }
    if (scanned === tail.position && options.onCaughtUp?.(told)) return;
    const silentMs = Date.now() - lastToldAt;
    if (silentMs >= heartbeatMs) {
      yield { type: 'heartbeat', at: scanned, previous: told };
      told = scanned;
      lastToldAt = Date.now();
    } else {
      scanned = await tail.waitBeyond(scanned, interest, heartbeatMs - silentMs, disturbed);
    }
  }
}
