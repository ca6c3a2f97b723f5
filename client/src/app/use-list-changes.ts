import { useEffect, useRef, useState } from 'react';

const GATHER_MS = 700;

/**
 * Gathers changes of a list's rows or order. While the reader is at the top, rows that came or went are
 * read anew by themselves, once for many changes; further down, and when only the order changed, the
 * list waits to be asked, so that nothing moves under the pointer.
 */
export function useListChanges(isAtTop: boolean, refresh: () => void) {
  const [rows, setRows] = useState(0);
  const [moves, setMoves] = useState(0);
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });

  function showNow() {
    setRows(0);
    setMoves(0);
    refresh();
  }

  useEffect(() => {
    if (rows === 0 || !isAtTop) return undefined;
    const timer = setTimeout(() => {
      setRows(0);
      setMoves(0);
      latest.current();
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [rows, isAtTop]);

  return {
    waiting: (isAtTop ? 0 : rows) + moves,
    noteRow: () => setRows((before) => before + 1),
    noteMove: () => setMoves((before) => before + 1),
    showNow,
  };
}
