import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { onEnd, pipe, subscribe } from 'wonka';
import { graphql, type ResultOf } from '../../graph/graphql.ts';

const watchPresence = graphql(`
  subscription CustomerPresence($customerId: ID!) {
    customerPresence(customerId: $customerId) {
      people {
        activity
        user {
          id
          name
        }
      }
    }
  }
`);

type People = NonNullable<ResultOf<typeof watchPresence>['customerPresence']>['people'];

/** Somebody else who is at the customer now. */
export interface Present {
  readonly id: string;
  readonly name: string;
  readonly activity: People[number]['activity'];
}

/** A stream that ended is asked for again: the connection, or one's own access, may be back. */
const AGAIN_MS = 3_000;

/** Who else is at a customer now, the most active first. Nobody while it is not known. */
export function usePresence(customerId: string, ownId: string | undefined): readonly Present[] {
  const client = useClient();
  const [people, setPeople] = useState<People>([]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let stop = () => {};
    const watch = () => {
      const { unsubscribe } = pipe(
        client.subscription(watchPresence, { customerId }),
        onEnd(() => {
          setPeople([]);
          timer = setTimeout(watch, AGAIN_MS);
        }),
        subscribe(({ data }) => setPeople(data?.customerPresence?.people ?? [])),
      );
      stop = unsubscribe;
    };
    watch();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, customerId]);

  return people.flatMap(({ activity, user }) =>
    user && user.id !== ownId ? [{ id: user.id, name: user.name, activity }] : [],
  );
}
