/** Writes the text of an annotation where it stands: Enter keeps it, Escape does not. */
import type { Annotation } from '@pacs/shared/annotations';
import { limits } from '@pacs/shared/limits';
import { useEffect, useRef } from 'react';
import type { Point } from '../core/gestures.ts';
import type { StudySession } from '../engine/study-session.ts';
import { boardOf } from './drawing-board.ts';
import { withText } from './with-text.ts';
import { annotationsOf } from './session-annotations.ts';
import { say } from '../../words/say.ts';

export function LabelText({
  annotation,
  session,
  place,
}: {
  annotation: Annotation;
  session: StudySession;
  place: Point;
}) {
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const finish = (text: string | undefined) => {
    if (isDone.current) return;
    isDone.current = true;
    if (text !== undefined) {
      const changed = withText(annotation, text);
      if (changed.text !== annotation.text) annotationsOf(session).put(changed);
    }
    boardOf(session).set({ writing: undefined });
  };
  return (
    <input
      ref={input}
      className="m-writing"
      style={{ translate: `${String(place.x)}px ${String(place.y)}px` }}
      aria-label={say('Text beside the figure')}
      placeholder={say('Text')}
      maxLength={limits.annotationTextMax}
      defaultValue={annotation.text}
      onBlur={(event) => {
        finish(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(event.currentTarget.value);
        else if (event.key === 'Escape') finish(undefined);
      }}
    />
  );
}
