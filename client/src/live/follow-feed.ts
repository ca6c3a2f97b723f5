import type { FeedItem } from './feed-item.ts';
import type { FeedState } from './feed-state.ts';

/** The server breaks any silence after this long. */
export const HEARTBEAT_MS = 15_000;
const SILENCE_MS = 2 * HEARTBEAT_MS;
/** So long after the last missed event the feed counts as caught up. */
const SETTLED_MS = 300;
const BACK_OFF_FIRST_MS = 500;
const BACK_OFF_MOST_MS = 15_000;
/** How many cursors are remembered to recognise a repeat. */
const REMEMBERED = 1_000;

/** Why a stream ended: the way there broke, or the server does not know the position. */
type FeedLoss = 'connection' | 'position';

export interface FeedSink {
  readonly item: (item: FeedItem) => void;
  readonly lost: (why: FeedLoss) => void;
}

/** Opens the stream after a position; the answer closes it. Items reach the sink after they were applied. */
export type OpenFeed = (after: string, sink: FeedSink) => () => void;

interface FollowOptions {
  open: OpenFeed;
  after: string;
  onState: (state: FeedState) => void;
  /** A new event, once each, in the order of the log. */
  onEvent?: (event: Extract<FeedItem, { __typename: 'FeedEvent' }>) => void;
  /** A whole connection may be dead without anyone having said so: closes it. */
  onSilence?: () => void;
  random?: () => number;
}

export interface FollowedFeed {
  /** Reconnects now instead of after the back-off; the network has said that it is back. */
  readonly wake: () => void;
  /** Takes the stream as broken; the network has said that it is gone. */
  readonly interrupt: () => void;
  readonly stop: () => void;
}

/**
 * Follows a feed from a position for as long as it is wanted.
 *
 * The position moves on only after an item was applied, and each stream is resumed from it, so a broken
 * connection, a restarted server or an expired token loses nothing. Each item must name the one before it;
 * a break in that chain is first read again from the position, and is a gap when it stays.
 * Repeats are recognised by their cursor. Two missed heartbeats are a dead stream.
 *
 * Back-off: 0.5 s, doubling to 15 s, with full jitter.
 *
 * @see docs/protocol.md
 */
export function followFeed(options: FollowOptions): FollowedFeed {
  const { open, onState, onEvent, onSilence, random = Math.random } = options;
  let position = options.after;
  let close: (() => void) | undefined;
  let isStopped = false;
  let phase: 'opening' | 'catching-up' | 'live' = 'opening';
  let openedAt = new Date();
  let isResuming = false;
  let failures = 0;
  let brokenChains = 0;
  let missed = 0;
  let heardAt = new Date();
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let settledTimer: ReturnType<typeof setTimeout> | undefined;
  const applied = new Set<string>();

  function clearTimers() {
    clearTimeout(retryTimer);
    clearTimeout(silenceTimer);
    clearTimeout(settledTimer);
  }

  function closeStream() {
    clearTimers();
    const closing = close;
    close = undefined;
    closing?.();
  }

  function connect() {
    closeStream();
    phase = 'opening';
    openedAt = new Date();
    missed = 0;
    let isCurrent = true;
    awaitSign();
    const end = open(position, {
      item: (item) => isCurrent && receive(item),
      lost: (why) => isCurrent && lose(why),
    });
    close = () => {
      isCurrent = false;
      end();
    };
  }

  function awaitSign() {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(() => {
      onSilence?.();
      lose('connection');
    }, SILENCE_MS);
  }

  function lose(why: FeedLoss) {
    closeStream();
    if (why === 'position') {
      leaveGap('EPOCH_CHANGED');
      return;
    }
    const mostMs = Math.min(BACK_OFF_FIRST_MS * 2 ** failures++, BACK_OFF_MOST_MS);
    reconnectIn(random() * mostMs);
  }

  function reconnectIn(delayMs: number) {
    closeStream();
    isResuming = true;
    onState({ status: 'stale', since: heardAt });
    retryTimer = setTimeout(connect, delayMs);
  }

  function leaveGap(reason: Extract<FeedState, { status: 'gap' }>['reason']) {
    isStopped = true;
    closeStream();
    onState({ status: 'gap', reason });
  }

  function receive(item: FeedItem) {
    heardAt = new Date();
    failures = 0;
    awaitSign();
    if (item.__typename === 'FeedGap') {
      // Without a snapshot nothing was lost: the own position is still good.
      if (item.snapshotRequired) leaveGap(item.reason);
      else lose('connection');
      return;
    }
    if (item.__typename === 'FeedEvent' && applied.has(item.cursor)) return;
    if (item.previousCursor !== position && item.cursor !== position) {
      mendChain();
      return;
    }
    position = item.cursor;
    if (item.__typename === 'FeedHeartbeat') {
      // The server is about to stop, and says when to come to the next one.
      if (item.reconnectAfterMs !== null) reconnectIn(item.reconnectAfterMs);
      // The first one greets at once; one after missed events says that there are no more.
      else if (phase === 'catching-up') settle();
      else if (phase === 'opening') settleSoon();
      return;
    }
    brokenChains = 0;
    remember(item.cursor);
    onEvent?.(item);
    if (phase !== 'live') catchUp(item.recordedAt);
  }

  function catchUp(recordedAt: string) {
    if (Date.parse(recordedAt) >= openedAt.getTime()) {
      settle();
      return;
    }
    phase = 'catching-up';
    missed += 1;
    if (isResuming) onState({ status: 'catching-up', applied: missed });
    settleSoon();
  }

  function settleSoon() {
    clearTimeout(settledTimer);
    settledTimer = setTimeout(settle, SETTLED_MS);
  }

  function settle() {
    clearTimeout(settledTimer);
    phase = 'live';
    isResuming = false;
    onState({ status: 'live' });
  }

  function mendChain() {
    brokenChains += 1;
    if (brokenChains > 1) leaveGap('CHAIN_BROKEN');
    else connect();
  }

  function remember(cursor: string) {
    applied.add(cursor);
    const [oldest] = applied;
    if (applied.size > REMEMBERED && oldest !== undefined) applied.delete(oldest);
  }

  onState({ status: 'connecting' });
  connect();
  return {
    wake() {
      if (!isStopped && close === undefined) connect();
    },
    interrupt() {
      if (!isStopped && close !== undefined) lose('connection');
    },
    stop() {
      isStopped = true;
      closeStream();
    },
  };
}
