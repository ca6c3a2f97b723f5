import { useEffect } from 'react';
import { type TypedDocumentNode, useClient } from 'urql';
import { onEnd, pipe, subscribe } from 'wonka';

const AGAIN_FIRST_MS = 1_000;
const AGAIN_MOST_MS = 30_000;

/**
 * Keeps what a stream of states tells true in the cache for as long as the component is shown, or
 * `isWanted`. It tells states and not differences, so after a break it is simply opened again.
 */
export function useStateStream<Data>(
  document: TypedDocumentNode<Data, Record<string, never>>,
  isWanted = true,
): void {
  const client = useClient();
  useEffect(() => {
    if (!isWanted) return undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let close = () => {};
    let pauseMs = AGAIN_FIRST_MS;
    const open = () => {
      let isOver = false;
      const over = () => {
        if (isOver) return;
        isOver = true;
        again = setTimeout(open, pauseMs * (0.5 + Math.random() / 2));
        pauseMs = Math.min(pauseMs * 2, AGAIN_MOST_MS);
      };
      const { unsubscribe } = pipe(
        client.subscription(document, {}),
        onEnd(over),
        subscribe(({ data, error }) => {
          if (data) pauseMs = AGAIN_FIRST_MS;
          else if (error) over();
        }),
      );
      close = () => {
        isOver = true;
        unsubscribe();
      };
    };
    open();
    return () => {
      clearTimeout(again);
      close();
    };
  }, [client, document, isWanted]);
}
