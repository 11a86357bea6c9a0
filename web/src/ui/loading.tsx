import type { Language } from '@pacs/shared/languages';
import { useState } from 'react';
import { waitingWords } from '../words/waiting.ts';
import { Button } from './button.tsx';
import { handOnFocus } from './hand-on-focus.ts';
import { Spinner } from './spinner.tsx';
import { useLate } from './use-late.ts';
import './loading.css';

export interface LoadingProps {
  label?: string;
  /** Of the page. */
  language?: Language;
  /** Asks once more, where that may help. */
  onAgain?: () => void;
}

/** A part of the page that is still coming; where it is late, that is said politely. */
export function Loading({ language = 'en', label = waitingWords[language].loading, onAgain }: LoadingProps) {
  const isLate = useLate();
  const [wasAskedAgain, setAskedAgain] = useState(false);
  const words = waitingWords[language];
  return (
    <div className="ui-loading" lang={language}>
      <div role="status">
        <p>
          <Spinner />
          <span>{label}</span>
        </p>
        {isLate && <p>{wasAskedAgain ? words.askedAgain : words.late}</p>}
      </div>
      {isLate && onAgain !== undefined && (
        <div ref={handOnFocus}>
          {' '}
          <Button
            onPress={() => {
              setAskedAgain(true);
              onAgain();
            }}
          >
            {words.again}
          </Button>
        </div>
      )}
    </div>
  );
}
