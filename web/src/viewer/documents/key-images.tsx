/** A key object selection (PS3.3 A.35.4): why these images, and each of them a press away. */
import type { KeyObjectSelection } from '@pacs/shared/document-content';
import type { StudySession } from '../engine/study-session.ts';
import { placesOf, type ImagePlace } from './find-image.ts';
import { say } from '../../words/say.ts';

interface KeyImagesProps {
  selection: KeyObjectSelection;
  session: StudySession;
  show?: (place: ImagePlace) => void;
  /** The stacks show these alone. */
  showOnly?: (name: string, places: readonly ImagePlace[]) => void;
}

export function KeyImages({ selection, session, show, showOnly }: KeyImagesProps) {
  const { index, opened } = session.study;
  const { title, modifiers, description, references } = selection;
  const places = placesOf(index, references);
  const missing = references.filter((reference) => placesOf(index, [reference]).length === 0).length;
  const seriesWords = (stack: number) => {
    const { series, label, modality } = index.stacks[stack] ?? {};
    const words = opened.series.find(({ id }) => id === series);
    return [words?.description ?? words?.protocol ?? modality, label].filter(Boolean).join(' · ');
  };
  return (
    <article className="v-key-images">
      <h3>{[title, ...modifiers].filter((part) => part !== '').join(' · ')}</h3>
      {description !== undefined && <p className="v-report-prose">{description}</p>}
      {places.length > 0 && showOnly !== undefined && (
        <button
          type="button"
          className="v-button"
          onClick={() => {
            showOnly(title === '' ? say('chosen images') : title, places);
          }}
        >
          {say('Show key images only')}
        </button>
      )}
      <ol>
        {places.map((place) => (
          <li key={`${String(place.stack)}.${String(place.position)}`}>
            <button
              type="button"
              className="v-key-image"
              disabled={show === undefined}
              onClick={() => {
                show?.(place);
              }}
            >
              {say('Image {n}', { n: place.position + 1 })}
              <span>{seriesWords(place.stack)}</span>
            </button>
          </li>
        ))}
      </ol>
      {missing > 0 && <p>{say('{n} images of this choice are not in the study.', { n: missing })}</p>}
    </article>
  );
}
