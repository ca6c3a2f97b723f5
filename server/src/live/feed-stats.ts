import type { GapReason } from './follow.ts';

/** What the feeds of one process have done since it started. Plain numbers: counting costs nothing. */
export interface FeedStats {
  /** Items handed to connections: events, heartbeats and gaps. */
  deliveries: number;
  /** Their bytes, as far as they were serialised here. */
  bytes: number;
  /** How often a subscriber had to read the log because memory no longer held what it needed. */
  catchUps: number;
  /** Items kept at this moment for connections that do not take them. */
  queued: number;
  /** How often a subscriber's queue was dropped because its connection did not take it. It then reads the log. */
  overflows: number;
  /** Gaps told, by reason. */
  readonly gaps: Record<GapReason, number>;
  /** Events that a subscriber should have had and was neither given nor told of. Must stay 0. */
  dropped: number;
  /** How often an event was judged for a subscriber or a group. */
  judged: number;
  /** Groups, and the subscribers in them, at this moment. */
  groups: number;
  members: number;
  /** Events held in memory at this moment, and about how many bytes they take. */
  ringEvents: number;
  ringBytes: number;
}

/** Counters that start at 0. One per process. */
export function feedStats(): FeedStats {
  return {
    deliveries: 0,
    bytes: 0,
    catchUps: 0,
    queued: 0,
    overflows: 0,
    gaps: { CURSOR_EXPIRED: 0, EPOCH_CHANGED: 0, LAGGED: 0, ACCESS_CHANGED: 0 },
    dropped: 0,
    judged: 0,
    groups: 0,
    members: 0,
    ringEvents: 0,
    ringBytes: 0,
  };
}
