/** Something that happened. Whatever else your document selects stands beside these. */
export interface FeedEvent {
  readonly __typename: 'FeedEvent';
  readonly cursor: string;
  readonly previousCursor: string;
  /** When the server wrote it down. Tells what was missed from what is new; selecting it is up to you. */
  readonly recordedAt?: string;
}

/** A sign of life: nothing has happened between `previousCursor` and `cursor`. */
export interface FeedHeartbeat {
  readonly __typename: 'FeedHeartbeat';
  readonly cursor: string;
  readonly previousCursor: string;
  /** Not null: the server is about to stop, and this is the last item of the stream. */
  readonly reconnectAfterMs?: number | null;
}

/** Not everything after the cursor can be told. The last item of the stream. */
export interface FeedGap {
  readonly __typename: 'FeedGap';
  readonly reason: 'CURSOR_EXPIRED' | 'EPOCH_CHANGED' | 'LAGGED' | 'ACCESS_CHANGED';
  readonly resumeFrom: string;
  /** Whether what was loaded may be wrong. False: nothing was lost, resume from your own cursor. */
  readonly snapshotRequired: boolean;
}

/** One item of a feed, as it comes over the wire. */
export type FeedItem<Event extends FeedEvent = FeedEvent> = Event | FeedHeartbeat | FeedGap;
