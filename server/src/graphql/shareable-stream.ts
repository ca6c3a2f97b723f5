/** A subscription's stream that can go on as one of a group, with one execution for all. */
export interface ShareableStream<Item> extends AsyncIterableIterator<Item> {
  readonly sharing: Sharing<Item>;
}

/** How a stream is shared. Positions are places in the log. */
export interface Sharing<Item> {
  /**
   * This subscriber's own stream from a position, or from where it was asked to begin (null), until
   * everything is told and `onCaughtUp` answers true, at that very moment.
   */
  own(from: bigint | null, onCaughtUp: (told: bigint) => boolean): AsyncIterableIterator<Item>;
  /** One stream for a whole group from now on, after what its first member was told. Items come as their events are read. */
  group(
    told: bigint,
    deliver: (item: Item, at: bigint) => void,
    onBroken: () => void,
  ): { readonly told: bigint; stop(): void };
  /** The item that ties the last one a subscriber was told to the group's. */
  link(told: bigint, groupTold: bigint): Item;
  /** Aborts when the process is going to stop: each goes its own way and takes its leave. */
  readonly drain: AbortSignal;
}

/** Where a transport takes finished payloads, so that many sockets can be given the same bytes. */
export interface Frames {
  /** Sends one result, already serialised, as the next of this operation. */
  write(payload: string): void;
  /** Bytes that the connection has not taken yet. */
  readonly backlogBytes: number;
}

/** Whether a stream can be shared. */
export function isShareable(stream: object): stream is ShareableStream<unknown> {
  return 'sharing' in stream;
}
