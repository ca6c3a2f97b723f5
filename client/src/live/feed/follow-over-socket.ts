import type { FeedEvent, FeedItem } from './feed-item.ts';
import type { FeedSocket, SocketResult } from './feed-socket.ts';
import { followFeed } from './follow-feed.ts';
import type { FollowedFeed, FollowOptions } from './followed-feed.ts';

interface SocketFollowOptions<Event extends FeedEvent> extends FollowOptions<Event> {
  readonly socket: FeedSocket;
  /**
   * A subscription with the variable `$after: Cursor` and one field, a feed. It selects `__typename`, both
   * cursors, `reconnectAfterMs` of heartbeats, all of gaps, and of events what you want to apply.
   */
  readonly query: string;
  /** Its other variables. */
  readonly variables?: Record<string, unknown>;
}

/** Follows a feed over a socket of graphql-ws. */
export function followOverSocket<Event extends FeedEvent>(
  options: SocketFollowOptions<Event>,
): FollowedFeed {
  const { socket, query, variables } = options;
  return followFeed<Event>({
    ...options,
    onSilence: () => socket.suspect(),
    open: (after, sink) =>
      socket.subscribe(
        { query, variables: { ...variables, after } },
        {
          next({ data, errors }) {
            const [item] = Object.values(data ?? {});
            // Errors beside an item are of fields that one may not see; what could not be loaded comes without an item.
            if (item) sink.item(item as FeedItem<Event>);
            else sink.lost(isPositionRefused(errors) ? 'position' : 'connection');
          },
          error: (reason) => sink.lost(isPositionRefused(reason) ? 'position' : 'connection'),
          complete: () => sink.lost('connection'),
        },
      ),
  });
}

/** Whether these are errors, and say that the cursor is none of this workspace. */
export function isPositionRefused(errors: unknown): boolean {
  if (!Array.isArray(errors)) return false;
  return (errors as NonNullable<SocketResult['errors']>).some(
    ({ extensions }) => extensions?.['code'] === 'INVALID_CURSOR',
  );
}
