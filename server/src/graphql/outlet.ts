import type { Template } from './socket-frame.ts';

/** One result, serialised once for everybody who gets it. */
export interface Frame {
  /** The result as JSON. */
  readonly json: string;
  /** The cursor of the item that it shows, whether or not the document asks for it. Null: it has none. */
  readonly cursor: string | null;
}

/** Results that are sent together, in order. */
export interface Batch {
  readonly frames: readonly Frame[];
  /** The place of the last. Null: it has none. */
  readonly at: bigint | null;
  /** Characters of the results. */
  readonly size: number;
  /** What each transport made of them, kept until everybody has them and no longer. */
  readonly wire: { socket?: Map<number, Template>; events?: Buffer };
}

/** Puts results together. */
export function batchOf(frames: readonly Frame[], at: bigint | null): Batch {
  let size = 0;
  for (const { json } of frames) size += json.length;
  return { frames, at, size, wire: {} };
}

/** Where the results of one subscription go: the transport's side of it. */
export interface Outlet {
  /** Sends results. Does not ask for room: who sends does. */
  send(batch: Batch): void;
  /** Ends the operation, behind what was sent. */
  complete(): void;
  /** Whether the connection takes what it is given. */
  readonly hasRoom: boolean;
  /** Resolves once it does. False: it is gone. */
  room(): Promise<boolean>;
}

/** A subscription that is being told: the server's side of it. */
export interface OpenStream {
  /** It is no longer wanted: nothing more is sent, not even that it is complete. */
  stop(): void;
  /** Its connection has not taken anything for too long and is about to be closed: tells it so, and ends. */
  lag(): Promise<void>;
}
