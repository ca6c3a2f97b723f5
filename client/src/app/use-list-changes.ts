import { useEffect, useRef, useState } from 'react';

const GATHER_MS = 700;

/**
 * Gathers changes of a list's rows or order. While the reader is at the top the list is read anew by
 * itself, once for many changes; further down it waits to be asked, so that nothing moves.
 */
export function useListChanges(isAtTop: boolean, refresh: () => void) {
  const [count, setCount] = useState(0);
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });

  useEffect(() => {
    if (count === 0 || !isAtTop) return undefined;
    const timer = setTimeout(() => {
      setCount(0);
      latest.current();
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [count, isAtTop]);

  return {
    waiting: isAtTop ? 0 : count,
    noteChange: () => setCount((before) => before + 1),
    showNow() {
      setCount(0);
      refresh();
    },
  };
}
