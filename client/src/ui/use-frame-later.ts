import { useEffect, useState } from 'react';

/** The value a frame after it changed, and false before: what opens can take the focus, what begins open cannot. */
export function useFrameLater(value: boolean): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setLater(value));
    return () => cancelAnimationFrame(frame);
  }, [value]);
  return later;
}
