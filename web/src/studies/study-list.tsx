import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useMediaQuery } from '../ui/use-media-query.ts';
import type { Sorting, SortKey } from './core/sort.ts';
import type { StudyRow } from './core/study-row.ts';
import { StudyCells, type StudyActions } from './study-item.tsx';

const columns: readonly { key: SortKey; label: string }[] = [
  { key: 'patient', label: 'Patient' },
  { key: 'id', label: 'Patient ID' },
  { key: 'born', label: 'Born' },
  { key: 'date', label: 'Study date' },
  { key: 'modality', label: 'Modality' },
  { key: 'description', label: 'Description' },
  { key: 'images', label: 'Images' },
  { key: 'size', label: 'Size' },
];

interface HeadProps {
  sorting: Sorting;
  onSort: (key: SortKey) => void;
}

function Head({ sorting, onSort }: HeadProps) {
  return (
    <div role="rowgroup" className="study-head">
      <div role="row" aria-rowindex={1} className="study-row">
        <div role="columnheader">
          <span className="visually-hidden">Picture</span>
        </div>
        {columns.map(({ key, label }) => (
          <div
            key={key}
            role="columnheader"
            aria-sort={sorting.key === key ? sorting.direction : 'none'}
            className={`study-head-${key}`}
          >
            <button
              type="button"
              onClick={() => {
                onSort(key);
              }}
            >
              {label}
              {sorting.key === key &&
                (sorting.direction === 'ascending' ? (
                  <ArrowUp size={14} aria-hidden />
                ) : (
                  <ArrowDown size={14} aria-hidden />
                ))}
            </button>
          </div>
        ))}
        <div role="columnheader">
          <span className="visually-hidden">Actions</span>
        </div>
      </div>
    </div>
  );
}

const estimatedRowHeight = 65;
/** Below it rows are cards; the same width as in studies.css. */
const cardsBelow = '(max-width: 1199px)';
const cardGap = 12;

/** Only what is near the window is in the page, however many studies there are. */
export function StudyList({
  rows,
  sorting,
  onSort,
  onAsk,
}: HeadProps & StudyActions & { rows: readonly StudyRow[] }) {
  const body = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const gap = useMediaQuery(cardsBelow) ? cardGap : 0;
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => estimatedRowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
    gap,
    scrollMargin,
  });

  useLayoutEffect(() => {
    const measure = () => {
      setScrollMargin((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    };
    measure();
    // What stands above the list (uploads under way, a banner) grows and shrinks.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => {
      observer.disconnect();
    };
  }, []);

  return (
    <div role="table" aria-label="Studies" aria-rowcount={rows.length + 1} className="study-table">
      <Head sorting={sorting} onSort={onSort} />
      <div role="rowgroup" ref={body} className="study-body" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              aria-busy={row.study.state !== 'ready'}
              data-index={item.index}
              data-study-id={row.id}
              data-state={row.study.state}
              ref={virtualizer.measureElement}
              className="study-row"
              style={{ transform: `translateY(${String(item.start - scrollMargin)}px)` }}
            >
              <StudyCells row={row} onAsk={onAsk} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
