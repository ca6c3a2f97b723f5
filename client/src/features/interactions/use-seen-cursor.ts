import { useEffect, useMemo, useRef } from 'react';
import type { Submission } from './use-log-interaction.ts';

/**
 * Up to where the page has shown what happened: the position it was loaded at, then that of each event
 * applied since. It goes with every reply, so that what crosses it is shown first.
 */
export function useSeenCursor(loadedAt: string | null) {
  const latest = useRef(loadedAt);
  useEffect(() => {
    latest.current = loadedAt;
  }, [loadedAt]);
  return useMemo(
    () => ({
      cursor: () => latest.current,
      noteCursor: (cursor: string) => void (latest.current = cursor),
      /** What a reply was held back by has been shown too, where the feed has not brought it since. */
      noteShown({ interaction, heldBack }: Submission) {
        if (heldBack && latest.current === interaction.seenCursor) latest.current = heldBack.cursor;
      },
    }),
    [],
  );
}
