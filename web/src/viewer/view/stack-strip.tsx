import { memo, useEffect, useRef, useState } from 'react';
import { chosenIn } from '../core/only-these.ts';
import { contentKey, type OnlyThese, type PaneContent, type ViewerAction } from '../core/viewer-state.ts';
import { say } from '../../words/say.ts';
import { modalityWords, studyTitle, studyWords } from '../core/words.ts';
import { DocumentTiles } from '../documents/document-tiles.tsx';
import type { StudySession } from '../engine/study-session.ts';
import { Thumbnail } from './thumbnail.tsx';
import { useStackDrag } from './use-stack-drag.ts';
import './strip.css';

const imagesWords = (n: number) => (n === 1 ? say('One image') : say('{n} images', { n }));

/** A series that does not say what it shows is told by its number. */
const unnamed = (modality: string, number: number | undefined) =>
  number === undefined ? modalityWords(modality) : `${modalityWords(modality)} ${String(number)}`;

interface StripProps {
  sessions: readonly StudySession[];
  /** Absent where there are no panes to show anything in. */
  panes?: StripPanes;
}

interface StripPanes {
  /** contentKey of each pane. */
  contents: readonly (string | undefined)[];
  active: number;
  /** Ordinals of those on the screen. */
  shown: readonly number[];
  dispatch: (action: ViewerAction) => void;
  only: OnlyThese | undefined;
}

export const StackStrip = memo(function StackStrip({ sessions, panes }: StripProps) {
  const [only] = sessions;
  const isSingle =
    sessions.length === 1 && only?.stacks.length === 1 && only.study.index.documents.length === 0;
  return (
    <nav className="v-strip" aria-label={say('Series')} data-single={isSingle ? '' : undefined}>
      {sessions.map((session, study) => (
        <StudyStacks
          key={session.study.opened.studyId}
          session={session}
          study={study}
          isOneOfTwo={sessions.length > 1}
          {...(panes && { panes })}
        />
      ))}
    </nav>
  );
});

interface StudyProps {
  session: StudySession;
  study: number;
  panes?: StripPanes;
}

function StudyStacks({ session, study, isOneOfTwo, panes }: StudyProps & { isOneOfTwo: boolean }) {
  const { index, opened } = session.study;
  const seriesOf = (id: string) => opened.series.find((series) => series.id === id);
  return (
    <>
      {isOneOfTwo && (
        <h2 className="v-strip-study">
          {studyTitle(opened)} <span>{studyWords(opened).when}</span>
        </h2>
      )}
      {panes?.only?.study === study && (
        <p className="v-strip-only">
          {say('Key images only: {name}', { name: panes.only.name })}
          <button
            type="button"
            className="v-button"
            onClick={() => {
              panes.dispatch({ type: 'only', only: undefined });
            }}
          >
            {say('Show all images')}
          </button>
        </p>
      )}
      <ul className="v-strip-list">
        {index.stacks.map((stack, at) => {
          const chosen = chosenIn(panes?.only, { kind: 'stack', study, stack: at });
          if (chosen?.length === 0) return null;
          const series = seriesOf(stack.series);
          const title = series?.description ?? series?.protocol ?? unnamed(stack.modality, series?.number);
          return (
            <StripItem
              key={stack.id}
              session={session}
              study={study}
              stack={at}
              title={[title, stack.label].filter((part) => part !== undefined && part !== '').join(' · ')}
              detail={[
                stack.modality,
                chosen === undefined
                  ? imagesWords(stack.frames.length)
                  : say('{chosen} of {of}', { chosen: chosen.length, of: imagesWords(stack.frames.length) }),
              ].join(' · ')}
              {...(panes && { panes })}
            />
          );
        })}
      </ul>
      {index.documents.length > 0 && (
        <DocumentTiles session={session} study={study} {...(panes && { dispatch: panes.dispatch })} />
      )}
    </>
  );
}

function StripItem({
  session,
  study,
  stack,
  title,
  detail,
  panes,
}: StudyProps & { stack: number; title: string; detail: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const isSeen = useSeen(button);
  const content: PaneContent = { kind: 'stack', study, stack };
  const isIn = (pane: number): boolean => panes?.contents[pane] === contentKey(content);
  const isCurrent = panes !== undefined && isIn(panes.active);
  const show = (pane: number) => {
    panes?.dispatch({ type: 'show', content, pane });
    panes?.dispatch({ type: 'activate', pane });
  };
  useStackDrag(button, show);
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isCurrent]);
  return (
    <li className="v-strip-entry">
      <button
        ref={button}
        type="button"
        className="v-strip-item"
        aria-current={isCurrent}
        onClick={() => {
          if (panes !== undefined) show(panes.active);
        }}
      >
        <span className="v-thumb">{isSeen && <Thumbnail session={session} stack={stack} />}</span>
        <span className="v-strip-words">
          <span className="v-strip-title">{title}</span>
          <span className="v-strip-detail">{detail}</span>
        </span>
      </button>
      {panes !== undefined && panes.shown.length > 1 && (
        <span
          className="v-strip-panes"
          role="group"
          aria-label={say('Panes for {series}', { series: title })}
        >
          {panes.shown.map((pane) => (
            <button
              key={pane}
              type="button"
              className="v-strip-pane"
              aria-label={say('Show in pane {n}', { n: pane + 1 })}
              aria-pressed={isIn(pane)}
              onClick={() => {
                show(pane);
              }}
            >
              {pane + 1}
            </button>
          ))}
        </span>
      )}
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
