import { useEffect, useState } from 'react';

/** Longer than answers take over a slow line. */
const lateAfterMs = 15_000;

/** Whether what is awaited since this was first drawn is late. */
export function useLate(): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true);
    }, lateAfterMs);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return isLate;
}
