import { useCallback, useState } from 'react';

const FRESH_MS = 3_000;

/** Remembers for a moment what has just arrived, so that the eye finds it. */
export function useFreshIds(): { freshIds: ReadonlySet<string>; markFresh: (id: string) => void } {
  const [freshIds, setFreshIds] = useState<ReadonlySet<string>>(new Set());
  const markFresh = useCallback((id: string) => {
    setFreshIds((ids) => new Set(ids).add(id));
    setTimeout(() => {
      setFreshIds((ids) => {
        const rest = new Set(ids);
        rest.delete(id);
        return rest;
      });
    }, FRESH_MS);
  }, []);
  return { freshIds, markFresh };
}
