import type { Opened } from '@pacs/shared/opened';
import { CookieButton } from './cookie-button.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { titleWords } from './title-words.ts';

export function LinkHead({ opened }: { opened: Opened }) {
  const { title, note } = titleWords(opened);
  return (
    <div className="v-title">
      <h1>{title}</h1>
      {note !== undefined && <p>{note}</p>}
      <LanguageChoice />
      <CookieButton />
    </div>
  );
}
