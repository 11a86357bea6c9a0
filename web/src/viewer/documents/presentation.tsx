/** A presentation state (PS3.3 A.33) offered for the images that it was made for. */
import type { PresentationState } from '@pacs/shared/document-content';
import { formatPersonName } from '@pacs/shared/dicom/person-name';
import type { ViewerAction } from '../core/viewer-state.ts';
import { notApplied } from '../core/presented.ts';
import { dateWords } from '../core/words.ts';
import type { StudySession } from '../engine/study-session.ts';
import { placesOf, type ImagePlace } from './find-image.ts';
import { lookOfState } from './presentation-look.ts';
import { say } from '../../words/say.ts';

interface PresentationProps {
  state: PresentationState;
  session: StudySession;
  show?: (place: ImagePlace) => void;
  dispatch?: (action: ViewerAction) => void;
  onClose: () => void;
}

export function Presentation({ state, session, show, dispatch }: PresentationProps) {
  const [first] = placesOf(session.study.index, state.references);
  const left = notApplied(state);
  const by = state.creator === undefined ? '' : formatPersonName(state.creator);
  return (
    <article className="v-report">
      <h3>{state.description ?? (state.label === '' ? say('Presentation') : state.label)}</h3>
      <p className="v-report-state">{[by, dateWords(state.createdDate)].filter(Boolean).join(' · ')}</p>
      <p>
        {say(
          'Shows its images as its author saw them: grey levels, orientation, part of the image, covered borders, drawings and texts.',
        )}
      </p>
      {left.length > 0 && <p role="note">Also in it, and not shown here: {left.join(', ')}.</p>}
      {first === undefined ? (
        <p>{say('The images that it was made for are not in this study.')}</p>
      ) : (
        show !== undefined &&
        dispatch !== undefined && (
          <button
            type="button"
            className="v-button"
            onClick={() => {
              show(first);
              dispatch({
                type: 'present',
                look: lookOfState(state, session.stacks[first.stack]?.frames[first.position]?.facts),
              });
            }}
          >
            {say('Show the images like this')}
          </button>
        )
      )}
    </article>
  );
}
