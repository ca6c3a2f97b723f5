import type { FeedEvent, FeedGap, FeedHeartbeat } from './feed-item.ts';
import type { FeedState } from './feed-state.ts';
import { followFeed } from './follow-feed.ts';
import type { FeedSink } from './followed-feed.ts';

export function gap(reason: FeedGap['reason'], snapshotRequired: boolean): FeedGap {
  return { __typename: 'FeedGap', reason, resumeFrom: 'c50', snapshotRequired };
}

/** Follows a feed whose streams a test speaks for, and keeps all that is said of it. */
export function follow(after: string | null, onEvent?: (cursor: string) => void) {
  const positions: (string | null)[] = [];
  const kept: string[] = [];
  const told: string[] = [];
  const states: FeedState[] = [];
  const errors: unknown[] = [];
  let silences = 0;
  let sink: FeedSink<FeedEvent> | undefined;
  const followed = followFeed({
    after,
    open(position, opened) {
      positions.push(position);
      sink = opened;
      return () => undefined;
    },
    onState: (state) => states.push(state),
    onEvent({ cursor }) {
      onEvent?.(cursor);
      told.push(cursor);
    },
    onError: (error) => errors.push(error),
    onPosition: (cursor) => kept.push(cursor),
    onSilence: () => {
      silences += 1;
    },
    random: () => 1,
  });
  const stream = () => {
    if (!sink) throw new Error('Nothing was opened.');
    return sink;
  };
  return { followed, positions, kept, told, states, errors, stream, silences: () => silences };
}

export function event(
  cursor: string,
  previousCursor: string,
  recordedAt = '2026-11-22T11:00:00Z',
): FeedEvent {
  return { __typename: 'FeedEvent', cursor, previousCursor, recordedAt };
}

export function heartbeat(
  cursor: string,
  previousCursor: string,
  reconnectAfterMs: number | null = null,
): FeedHeartbeat {
  return { __typename: 'FeedHeartbeat', cursor, previousCursor, reconnectAfterMs };
}
