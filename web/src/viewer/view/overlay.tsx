import type { ReactNode } from 'react';
import { lettersInWords, type EdgeLetters } from '../core/orientation.ts';
import { say } from '../../words/say.ts';
import './overlay.css';

export interface OverlayWords {
  /** Another patient is on the screen, too. */
  isForeign?: boolean;
  patient: readonly string[];
  study: readonly string[];
  /** Side of the body and view, where the image is of one: 'R CC'. */
  side?: string;
  image: readonly string[];
  view: readonly string[];
  letters: EdgeLetters | undefined;
  badges: readonly { text: string; tone: 'plain' | 'caution' | 'alarm' }[];
}

const Corner = ({
  place,
  lines,
  tone,
  children,
}: {
  place: string;
  lines: readonly string[];
  tone?: string | undefined;
  children?: ReactNode;
}) => (
  <div className="v-corner" data-place={place} data-tone={tone}>
    {lines
      .filter((line) => line !== '')
      .map((line, at) => (
        <p key={`${String(at)} ${line}`}>{line}</p>
      ))}
    {children}
  </div>
);

/** What must be read with the image: whose it is, which one, and how it is shown. */
export function Overlay({ words }: { words: OverlayWords }) {
  const { letters } = words;
  return (
    <div className="v-overlay">
      <Corner place="top-left" lines={words.patient} tone={words.isForeign === true ? 'alarm' : undefined} />
      <Corner place="top-right" lines={words.study}>
        {Boolean(words.side) && <p className="v-side">{words.side}</p>}
      </Corner>
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
          <ul className="v-badges" aria-label={say('Notes on this image')}>
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
