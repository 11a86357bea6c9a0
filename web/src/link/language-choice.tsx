import { languages, languageIds } from '@pacs/shared/languages';
import { Languages } from 'lucide-react';
import { say } from '../words/say.ts';
import { chooseLanguage } from './language.ts';
import './language-choice.css';

/** The page starts over in the other language: what has been opened is kept, and nothing more is spent. */
export function LanguageChoice() {
  return (
    <label className="link-language">
      <Languages aria-hidden />
      <select
        aria-label={say('Language')}
        title={say('Language')}
        value={document.documentElement.lang}
        onChange={({ target: { value } }) => {
          const language = languageIds.find((id) => id === value);
          if (language === undefined) return;
          chooseLanguage(language);
          location.reload();
        }}
      >
        {languages.map(({ id, name }) => (
          <option key={id} value={id} lang={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
