import { languages, languageIds } from '@pacs/shared/languages';
import type { ReactNode } from 'react';
import { useTitle } from '../ui/use-title.ts';
import type { RightsPhrase } from './words/en.ts';
import type { Spoken } from './use-words.ts';
import './rights.css';

export const MailTo = ({ to }: { to: string }) => <a href={`mailto:${to}`}>{to}</a>;

/** Around the pages for people's rights: their language, which is not the app's, and its choice. */
export function RightsFrame({
  spoken: { language, words, speak },
  title,
  children,
}: {
  spoken: Spoken;
  title: RightsPhrase;
  children: ReactNode;
}) {
  useTitle(words[title]);
  return (
    <div className="rights-page" lang={language}>
      <label className="rights-language">
        <span>{words.language}</span>
        <select
          value={language}
          onChange={({ target: { value } }) => {
            const chosen = languageIds.find((id) => id === value);
            if (chosen !== undefined) speak(chosen);
          }}
        >
          {languages.map(({ id, name }) => (
            <option key={id} value={id} lang={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <h1>{words[title]}</h1>
      {children}
    </div>
  );
}
