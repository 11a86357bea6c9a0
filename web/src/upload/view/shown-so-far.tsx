import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';

/** About three screens of rows. */
const step = 60;
const aheadOfView = '600px';

/** Of a list of `total` rows: how many to render, and what stands below them until that is all. More come as it is scrolled to. */
export function useShownSoFar(total: number): { shown: number; more: ReactNode } {
  const [wanted, setWanted] = useState(step);
  const shown = Math.min(wanted, total);
  const left = total - shown;
  const more = left > 0 && (
    <MoreBelow
      left={left}
      onWanted={() => {
        setWanted(shown + step);
      }}
    />
  );
  return { shown, more };
}

function MoreBelow({ left, onWanted }: { left: number; onWanted: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  const wanted = useRef(onWanted);
  useEffect(() => {
    wanted.current = onWanted;
  });
  useEffect(() => {
    if (end.current === null) return undefined;
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) wanted.current();
      },
      { rootMargin: aheadOfView },
    );
    seen.observe(end.current);
    return () => {
      seen.disconnect();
    };
    // Looked at again whenever there is less: the end may still be in view.
  }, [left]);
  return (
    <div ref={end}>
      <Button variant="quiet" size="small" onPress={onWanted}>
        {`${left.toLocaleString()} more`}
      </Button>
    </div>
  );
}
