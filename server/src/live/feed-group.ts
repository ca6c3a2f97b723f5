import { eventKind } from '../kernel/event.ts';
import type { FeedStats } from './feed-stats.ts';
import { type FeedItem, HEARTBEAT_MS, type Verdict } from './follow.ts';
import type { LoggedEvent } from './logged-event.ts';
import type { Tail } from './tail.ts';
import { ACCESS, type Topic } from './topic-index.ts';

/** One stream for all subscribers of one shape. */
export interface FeedGroup {
  /** The position of the last item. */
  readonly told: bigint;
  stop(): void;
}

export interface FeedGroupOptions {
  readonly tail: Tail;
  readonly workspaceId: string;
  /** The position of the last item that the first member was told; everything up to the tail's end is told. */
  readonly told: bigint;
  readonly judge: (event: LoggedEvent) => Verdict;
  /** What every event that `judge` lets through has at least one of. */
  readonly topics: readonly Topic[];
  readonly stats: FeedStats;
  readonly heartbeatMs?: number;
  /** Gets each item at the moment its event is read, in order. */
  readonly deliver: (item: Exclude<FeedItem, { type: 'gap' }>) => void;
  /** Gets each event that changes somebody's access, at its place among the items. */
  readonly onAccessEvent: (event: LoggedEvent) => void;
  /** The stream cannot go on: its subscribers have to go their own ways. */
  readonly onBroken: () => void;
}

/**
 * Follows the tail from now on for a whole group: an event is judged once, however many listen.
 * What the tail has read, the group has told, so a subscriber who has told everything up to the
 * tail's position can join at that moment without a seam.
 */
export function openFeedGroup(options: FeedGroupOptions): FeedGroup {
  const { tail, workspaceId, judge, stats, deliver, onAccessEvent, onBroken } = options;
  const heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS;
  const { epoch } = tail;
  let { told } = options;
  const timer = setTimeout(beat, heartbeatMs);

  function tell(item: Exclude<FeedItem, { type: 'gap' }>, at: bigint) {
    timer.refresh();
    told = at;
    deliver(item);
  }

  function beat() {
    if (tail.epoch !== epoch) return onBroken();
    tell({ type: 'heartbeat', at: tail.position, previous: told }, tail.position);
  }

  const interest = { workspaceId, topics: [...options.topics, ACCESS] };
  const stopListening = tail.listen(interest, (event) => {
    if (tail.epoch !== epoch) return onBroken();
    stats.judged++;
    const kind = judge(event);
    if (kind) tell({ type: 'event', kind, event, at: event.seq, previous: told }, event.seq);
    if (eventKind(event.name)?.changesAccessOf) onAccessEvent(event);
  });

  return {
    get told() {
      return told;
    },
    stop() {
      clearTimeout(timer);
      stopListening();
    },
  };
}
