/** A presentation state (PS3.3 A.33) offered for the images that it was made for. */
import type { PresentationState } from '@pacs/shared/document-content';
import { formatPersonName } from '@pacs/shared/dicom/person-name';
import type { ViewerAction } from '../core/viewer-state.ts';
import { notApplied } from '../core/presented.ts';
import { dateWords } from '../core/words.ts';
import type { StudySession } from '../engine/study-session.ts';
import { seriesLine } from '../view/overlay-words.ts';
import { firstOfEach, placesOf, type ImagePlace } from './find-image.ts';
import { looksOfState } from './presentation-look.ts';
import { say } from '../../words/say.ts';

interface PresentationProps {
  state: PresentationState;
  session: StudySession;
  study: number;
  show?: (place: ImagePlace) => void;
  dispatch?: (action: ViewerAction) => void;
}

export function Presentation({ state, session, study, show, dispatch }: PresentationProps) {
  const firsts = firstOfEach(placesOf(session.study.index, state.references));
  const [first] = firsts;
  const left = notApplied(state);
  const by = state.creator === undefined ? '' : formatPersonName(state.creator);
  /** All of its series are shown as it wants them, whichever is looked at first. */
  const apply = (place: ImagePlace) => {
    dispatch?.({ type: 'present', looks: looksOfState(state, session, study, firsts) });
    show?.(place);
  };
  return (
    <article className="v-report v-key-images">
      <h3>{state.description ?? (state.label === '' ? say('Presentation') : state.label)}</h3>
      <p className="v-report-state">{[by, dateWords(state.createdDate)].filter(Boolean).join(' · ')}</p>
      <p>
        {say(
          'Shows its images as its author saw them: grey levels, orientation, part of the image, covered borders, drawings and texts.',
        )}
      </p>
      {left.length > 0 && (
        <p role="note">{say('Also in it, and not shown here: {parts}.', { parts: left.join(', ') })}</p>
      )}
      {first === undefined && <p>{say('The images that it was made for are not in this study.')}</p>}
      {first !== undefined && show !== undefined && (
        <button
          type="button"
          className="v-button"
          onClick={() => {
            apply(first);
          }}
        >
          {say('Show the images like this')}
        </button>
      )}
      {firsts.length > 1 && <p>{say('It is for {n} series:', { n: firsts.length })}</p>}
      {firsts.length > 1 && (
        <ol>
          {firsts.map((place) => (
            <li key={place.stack}>
              <button
                type="button"
                className="v-key-image"
                disabled={show === undefined}
                onClick={() => {
                  apply(place);
                }}
              >
                {seriesLine(session, place.stack)}
              </button>
            </li>
          ))}
        </ol>
      )}
    </article>
  );
}
