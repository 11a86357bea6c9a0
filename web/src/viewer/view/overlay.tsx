import type { EdgeLetters } from '../core/orientation.ts';

export interface OverlayWords {
  patient: readonly string[];
  study: readonly string[];
  image: readonly string[];
  view: readonly string[];
  letters: EdgeLetters | undefined;
  badges: readonly { text: string; tone: 'plain' | 'caution' | 'alarm' }[];
}

const Corner = ({ place, lines }: { place: string; lines: readonly string[] }) => (
  <div className="v-corner" data-place={place}>
    {lines
      .filter((line) => line !== '')
      .map((line, at) => (
        <p key={`${String(at)} ${line}`}>{line}</p>
      ))}
  </div>
);

/** What must be read with the image: whose it is, which one, and how it is shown. */
export function Overlay({ words }: { words: OverlayWords }) {
  const { letters } = words;
  return (
    <div className="v-overlay">
      <Corner place="top-left" lines={words.patient} />
      <Corner place="top-right" lines={words.study} />
      {letters !== undefined && (
        <div className="v-letters" role="img" aria-label={lettersInWords(letters)}>
          <span data-edge="top">{letters.top}</span>
          <span data-edge="right">{letters.right}</span>
          <span data-edge="left">{letters.left}</span>
        </div>
      )}
      <div className="v-bottom">
        <Corner place="bottom-left" lines={words.image} />
        <div className="v-foot">
          {letters !== undefined && (
            <span className="v-foot-letters" aria-hidden="true">
              {letters.bottom}
            </span>
          )}
          <ul className="v-badges" aria-label="Notes on this image">
            {words.badges.map(({ text, tone }) => (
              <li key={text} data-tone={tone}>
                {text}
              </li>
            ))}
          </ul>
        </div>
        <Corner place="bottom-right" lines={words.view} />
      </div>
    </div>
  );
}

const lettersInWords = ({ top, right, bottom, left }: EdgeLetters) =>
  `Orientation: top ${top || 'unknown'}, right ${right || 'unknown'}, bottom ${bottom || 'unknown'}, left ${left || 'unknown'}`;
