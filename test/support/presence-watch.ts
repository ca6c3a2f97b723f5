import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Inbox, openInbox } from './inbox.ts';
import { leaveSocket } from './leave-socket.ts';

/** Who is at a customer, as `userName activity`. Null: the customer cannot be seen. */
type Seen = readonly string[] | null;

export interface PresenceWatch extends Inbox<Seen> {
  /** Resolves once exactly these are there. */
  untilThere(people: readonly string[], limitMs?: number): Promise<void>;
  /** Resolves with the socket's close code, or with 1000 when the stream ended by itself. */
  readonly ended: Promise<number>;
  close(): void;
}

const WATCH = `subscription ($customerId: ID!) {
  customerPresence(customerId: $customerId) { people { activity since user { name } } }
}`;

interface Answer {
  readonly customerPresence: {
    readonly people: readonly {
      readonly activity: string;
      readonly user: { readonly name: string };
    }[];
  } | null;
}

/** Watches a customer on a socket of its own. */
export function watchPresence(url: string, token: string, customerId: string): PresenceWatch {
  const inbox = openInbox<Seen>();
  const ended = Promise.withResolvers<number>();
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    onNonLazyError: () => undefined,
    on: { closed: (event) => ended.resolve((event as { code: number }).code) },
  });
  client.subscribe<Answer>(
    { query: WATCH, variables: { customerId } },
    {
      next: ({ data, errors }) => {
        if (errors) throw new Error(JSON.stringify(errors));
        const people = data!.customerPresence?.people;
        inbox.push(people?.map(({ user, activity }) => `${user.name} ${activity}`) ?? null);
      },
      error: () => leaveSocket(client),
      complete: () => leaveSocket(client),
    },
  );
  return {
    ...inbox,
    untilThere: (people, limitMs) =>
      inbox.until(
        `${people.join()} there`,
        (all) => JSON.stringify(all.at(-1)) === JSON.stringify(people),
        limitMs,
      ),
    ended: ended.promise,
    close: () => leaveSocket(client),
  };
}
