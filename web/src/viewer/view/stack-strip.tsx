import { sopClassName } from '@pacs/shared/dicom/sop-class';
import { memo, useEffect, useRef, useState } from 'react';
import { countWords, modalityWords } from '../core/words.ts';
import type { StudySession } from '../engine/study-session.ts';
import { Thumbnail } from './thumbnail.tsx';

export const StackStrip = memo(function StackStrip({
  session,
  current,
  onChoose,
}: {
  session: StudySession;
  current: number;
  onChoose: (stack: number) => void;
}) {
  const { index, opened } = session.study;
  const seriesOf = (id: string) => opened.series.find((series) => series.id === id);
  return (
    <nav
      className="v-strip"
      aria-label="Series"
      data-single={index.stacks.length === 1 && index.documents.length === 0 ? '' : undefined}
    >
      <ul className="v-strip-list">
        {index.stacks.map((stack, at) => {
          const series = seriesOf(stack.series);
          const title = series?.description ?? series?.protocol ?? modalityWords(stack.modality);
          return (
            <StripItem
              key={stack.id}
              session={session}
              stack={at}
              title={[title, stack.label].filter((part) => part !== undefined && part !== '').join(' · ')}
              detail={`${stack.modality} · ${countWords(stack.frames.length, 'image', 'images')}`}
              isCurrent={at === current}
              onChoose={onChoose}
            />
          );
        })}
      </ul>
      {index.documents.length > 0 && (
        <section className="v-documents" aria-label="Documents">
          <h2>Also in this study</h2>
          <ul>
            {index.documents.map(({ id, sopClassUID }) => (
              <li key={id}>{sopClassName(sopClassUID)}</li>
            ))}
          </ul>
          <p>Not images: this viewer names them and does not open them.</p>
        </section>
      )}
    </nav>
  );
});

function StripItem({
  session,
  stack,
  title,
  detail,
  isCurrent,
  onChoose,
}: {
  session: StudySession;
  stack: number;
  title: string;
  detail: string;
  isCurrent: boolean;
  onChoose: (stack: number) => void;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const isSeen = useSeen(button);
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isCurrent]);
  return (
    <li>
      <button
        ref={button}
        type="button"
        className="v-strip-item"
        aria-current={isCurrent}
        onClick={() => {
          onChoose(stack);
        }}
      >
        <span className="v-thumb">{isSeen && <Thumbnail session={session} stack={stack} />}</span>
        <span className="v-strip-words">
          <span className="v-strip-title">{title}</span>
          <span className="v-strip-detail">{detail}</span>
        </span>
      </button>
    </li>
  );
}

/** True from the moment it first comes near the visible part. */
function useSeen(of: React.RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (of.current === null || seen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: '200px' },
    );
    observer.observe(of.current);
    return () => {
      observer.disconnect();
    };
  }, [of, seen]);
  return seen;
}
