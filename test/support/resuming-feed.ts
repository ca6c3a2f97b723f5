import { setTimeout as pause } from 'node:timers/promises';
import { openFeed, type FeedOptions, type SocketFeed } from './feed-client.ts';
import { type FeedEvent, type FeedItem, isEvent } from './feed-document.ts';
import { type Inbox, openInbox } from './inbox.ts';

const RETRY_MS = 20;

/** A subscriber that stays: comes back with its last cursor whenever its connection ends. */
export interface ResumingFeed extends Inbox<FeedEvent> {
  /** Places where an item did not name the one before it. Empty: nothing can be missing. */
  readonly brokenLinks: readonly string[];
  /** How often the server has answered it on a new connection. */
  readonly openings: number;
  /** Resolves once it has been answered for the first time. */
  readonly opened: Promise<void>;
  /** Cuts its connection off. Resolves once it has come back and was told the first thing. */
  drop(): Promise<void>;
  /** Cuts its connection off, and waits for nothing. */
  cut(): void;
  /** Reads nothing more from its connection until `resume`, or until it has another. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** Follows a feed from `after`, or from now, until stopped. Events arrive de-duplicated by cursor. */
export function openResumingFeed(
  options: Omit<FeedOptions, 'url'> & {
    readonly address: () => string;
    /** How it connects. Default: over a WebSocket. */
    readonly connect?: (options: FeedOptions) => SocketFeed;
  },
): ResumingFeed {
  const inbox = openInbox<FeedEvent>();
  const brokenLinks: string[] = [];
  const seen = new Set<string>();
  let position = options.after ?? null;
  const openings = openInbox<string>();
  let isStopped = false;
  let current: SocketFeed | undefined;

  const take = (item: FeedItem) => {
    if (item.__typename === 'FeedGap') {
      brokenLinks.push(`a gap: ${item.reason}`);
      return;
    }
    if (position !== null && item.previousCursor !== position) {
      brokenLinks.push(`${item.__typename} after ${item.previousCursor}, not ${position}`);
    }
    position = item.cursor;
    if (!isEvent(item) || seen.has(item.cursor)) return;
    seen.add(item.cursor);
    inbox.push(item);
  };
  const listen = async () => {
    let hasHeard = false;
    current = (options.connect ?? openFeed)({
      ...options,
      url: options.address(),
      after: position,
      onItem(item) {
        take(item);
        options.onItem?.(item);
        if (!hasHeard) openings.push(item.__typename);
        hasHeard = true;
      },
    });
    await current.ended;
  };
  const running = (async () => {
    while (!isStopped) {
      await listen();
      if (!isStopped) await pause(RETRY_MS);
    }
  })();

  return {
    ...inbox,
    brokenLinks,
    get openings() {
      return openings.all.length;
    },
    opened: openings.until('an answer', (all) => all.length > 0),
    drop() {
      const before = openings.all.length;
      current?.drop();
      return openings.until('an answer after a drop', (all) => all.length > before);
    },
    cut: () => current?.drop(),
    pause: () => current?.pause(),
    resume: () => current?.resume(),
    async stop() {
      isStopped = true;
      current?.close();
      await running;
    },
  };
}
