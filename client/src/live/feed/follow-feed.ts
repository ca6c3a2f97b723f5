import { backOff, LONGEST_WAIT_MS } from './back-off.ts';
import { openChain } from './chain.ts';
import type { FeedEvent, FeedGap, FeedHeartbeat, FeedItem } from './feed-item.ts';
import type { GapReason } from './feed-state.ts';
import type { FeedAccess, FeedLoss, FollowedFeed, FollowOptions } from './followed-feed.ts';

/** The server breaks any silence after this long. */
export const HEARTBEAT_MS = 15_000;
/** Two missed heartbeats: the stream is dead. */
export const SILENCE_MS = 2 * HEARTBEAT_MS;
/** So long after the last missed event the feed counts as caught up. */
const SETTLED_MS = 300;

/**
 * Follows a feed from a position for as long as it is wanted.
 *
 * The position moves on only after an item was applied, and each stream is opened from it, so a broken
 * connection, a restarted server, an expired token or a sleeping computer loses nothing. A break in the
 * chain is first read again from the position, and is a gap when it stays. Knows no transport.
 *
 * @see docs/protocol.md, "Following", for the states as a table
 */
export function followFeed<Event extends FeedEvent>(
  options: FollowOptions<Event> & FeedAccess<Event>,
): FollowedFeed {
  const { open, onEvent, onPosition, onState, onSilence } = options;
  const { onError = throwLater, random = Math.random } = options;
  const chain = openChain(options.after);
  const pauses = backOff(random);
  let close: (() => void) | undefined;
  let isStopped = false;
  /** Between a server's farewell and the time it named nothing else makes us come back. */
  let isSentAway = false;
  let phase: 'opening' | 'catching-up' | 'live' = 'opening';
  let openedAt = Date.now();
  let heardAt = Date.now();
  let isResuming = false;
  let brokenChains = 0;
  let missed = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let settledTimer: ReturnType<typeof setTimeout> | undefined;

  function closeStream() {
    for (const timer of [retryTimer, silenceTimer, settledTimer]) clearTimeout(timer);
    const closing = close;
    close = undefined;
    closing?.();
  }

  function connect() {
    closeStream();
    phase = 'opening';
    isSentAway = false;
    openedAt = Date.now();
    missed = 0;
    let isCurrent = true;
    let end: () => void = () => undefined;
    close = () => {
      isCurrent = false;
      end();
    };
    awaitSign();
    end = open(chain.position, {
      item: (item) => isCurrent && receive(item),
      lost: (why) => isCurrent && lose(why),
    });
    // What was lost while it was being opened could not be closed yet.
    if (!isCurrent) end();
  }

  function awaitSign() {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(() => {
      closeStream();
      onSilence?.();
      lose('connection');
    }, SILENCE_MS);
  }

  function lose(why: FeedLoss) {
    if (why === 'position') leaveGap('CURSOR_REFUSED');
    else reconnectIn(pauses.failed(Date.now() - openedAt));
  }

  function reconnectIn(delayMs: number) {
    closeStream();
    isResuming = true;
    onState?.({ status: 'stale', since: new Date(heardAt) });
    retryTimer = setTimeout(connect, delayMs);
  }

  function leaveGap(reason: GapReason) {
    isStopped = true;
    closeStream();
    onState?.({ status: 'gap', reason });
  }

  function receive(item: FeedItem<Event>) {
    heardAt = Date.now();
    awaitSign();
    if (item.__typename === 'FeedGap') leaveOrResume(item);
    else link(item);
  }

  function leaveOrResume(gap: FeedGap) {
    // Without a snapshot nothing was lost: the own position is still good.
    if (gap.snapshotRequired) leaveGap(gap.reason);
    else lose('connection');
  }

  function link(item: Event | FeedHeartbeat) {
    const found = chain.judge(item);
    if (found === 'echo') return;
    if (found === 'broken') {
      mendChain();
      return;
    }
    const isEvent = item.__typename === 'FeedEvent';
    if (isEvent && found === 'next') {
      try {
        onEvent?.(item);
      } catch (error) {
        lose('connection');
        onError(error);
        return;
      }
      brokenChains = 0;
    }
    chain.advance(item);
    onPosition?.(item.cursor);
    if (isStopped || !close) return;
    if (isEvent) progress(item);
    else beat(item);
  }

  function beat({ reconnectAfterMs }: FeedHeartbeat) {
    if (reconnectAfterMs != null) {
      isSentAway = true;
      reconnectIn(reconnectAfterMs);
    }
    // The first one greets at once; one after missed events says that there are no more.
    else if (phase === 'catching-up') settle();
    else if (phase === 'opening') settleSoon();
  }

  function progress({ recordedAt }: Event) {
    if (phase === 'live') return;
    if (recordedAt !== undefined && Date.parse(recordedAt) >= openedAt) {
      settle();
      return;
    }
    phase = 'catching-up';
    missed += 1;
    if (isResuming) onState?.({ status: 'catching-up', applied: missed });
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
    onState?.({ status: 'live' });
  }

  function mendChain() {
    brokenChains += 1;
    if (brokenChains > 1) leaveGap('CHAIN_BROKEN');
    else connect();
  }

  onState?.({ status: 'connecting' });
  connect();
  return {
    wake() {
      if (isStopped || isSentAway) return;
      if (!close) connect();
      else if (Date.now() - Math.max(heardAt, openedAt) > SILENCE_MS) {
        closeStream();
        onSilence?.();
        reconnectIn(0);
      }
    },
    interrupt() {
      if (!isStopped && close) reconnectIn(LONGEST_WAIT_MS);
    },
    stop() {
      isStopped = true;
      closeStream();
    },
  };
}

function throwLater(error: unknown) {
  queueMicrotask(() => {
    throw error;
  });
}
