import type { AccessEvent } from '../kernel/event.ts';

/** What a stream tells: something that knows its place, and that of what was told before it. */
export interface Placed {
  readonly type: string;
  readonly cursor?: string;
  readonly previousCursor?: string;
}

/** A subscription's stream that can go on as one of a group, with one execution for all. */
export interface ShareableStream<Item extends Placed> extends AsyncIterable<Item> {
  readonly sharing: Sharing<Item>;
}

/** Why a stream ends before what it tells of does. */
export type EndReason = 'LAGGED' | 'ACCESS_CHANGED';

/** How a stream is shared. Positions are places in the log. */
export interface Sharing<Item extends Placed> {
  /**
   * This subscriber's own stream from a position, or from where it was asked to begin (null), until
   * everything is told and `onCaughtUp` answers true, at that very moment. Items come with their
   * places; an end has none.
   */
  own(
    from: bigint | null,
    onCaughtUp: (told: bigint) => boolean,
  ): AsyncIterableIterator<{ readonly item: Item; readonly at: bigint | null }>;
  /** One stream for a whole group from now on. */
  group(options: GroupOptions<Item>): GroupSource;
  /** The item that ties the last one a subscriber was told to the group's. */
  link(told: bigint, groupTold: bigint): Item;
  /** The item that ends a stream at a place. */
  end(reason: EndReason, at: bigint): Item;
  /** Aborts when the process is going to stop: each goes its own way and takes its leave. */
  readonly drain: AbortSignal;
}

export interface GroupOptions<Item> {
  /** What its first member was told last. */
  readonly told: bigint;
  /**
   * Gets items as their events are read. Items of other streams with the same `key` differ in
   * `previousCursor` alone. Null: there is no other like it.
   */
  readonly deliver: (item: Item, at: bigint, key: string | null) => void;
  /** Gets what changes somebody's access, at its place among the items. */
  readonly onAccessEvent: (event: AccessEvent & { readonly seq: bigint }) => void;
  /** The stream cannot go on: its subscribers have to go their own ways. */
  readonly onBroken: () => void;
}

export interface GroupSource {
  /** The position of its last item. */
  readonly told: bigint;
  stop(): void;
}

/** Whether a stream can be shared. */
export function isShareable(stream: object): stream is ShareableStream<Placed> {
  return 'sharing' in stream;
}
