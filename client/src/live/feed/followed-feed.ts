import type { FeedEvent, FeedItem } from './feed-item.ts';
import type { FeedState } from './feed-state.ts';

/** Why a stream ended: the way there broke, or the server does not take the position. */
export type FeedLoss = 'connection' | 'position';

export interface FeedSink<Event extends FeedEvent> {
  readonly item: (item: FeedItem<Event>) => void;
  readonly lost: (why: FeedLoss) => void;
}

/** Opens the stream after a position, null being now; the answer closes it. */
export type OpenFeed<Event extends FeedEvent> = (
  after: string | null,
  sink: FeedSink<Event>,
) => () => void;

export interface FollowOptions<Event extends FeedEvent> {
  /** The position that came with what was loaded. Null: begin now. */
  readonly after: string | null;
  /**
   * Applies a new event: each once, in the order of the log. When it throws, the event was not applied:
   * the stream is opened again after a pause, and the event is told again.
   */
  readonly onEvent?: ((event: Event) => void) | undefined;
  /** What `onEvent` threw. By default it is thrown again, where nobody catches it. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** The position after what was applied. Keep it where the effect is kept, and follow from it next time. */
  readonly onPosition?: ((cursor: string) => void) | undefined;
  readonly onState?: ((state: FeedState) => void) | undefined;
}

/** How a feed is reached. */
export interface FeedAccess<Event extends FeedEvent> {
  readonly open: OpenFeed<Event>;
  /** A whole connection may be dead without anyone having said so. */
  readonly onSilence?: () => void;
  readonly random?: () => number;
}

/** A feed that is being followed. */
export interface FollowedFeed {
  /**
   * The network is back, or the computer has slept: connects now instead of after the back-off, and takes
   * a stream that has been silent for too long by the clock as dead.
   */
  readonly wake: () => void;
  /** The network is gone: takes the stream as broken, and tries again when woken, or in 15 s. */
  readonly interrupt: () => void;
  readonly stop: () => void;
}
