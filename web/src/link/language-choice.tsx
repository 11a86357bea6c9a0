import { Languages } from 'lucide-react';
import { LanguageOptions, chosenLanguage } from '../ui/language-options.tsx';
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
          const language = chosenLanguage(value);
          if (language === undefined) return;
          chooseLanguage(language);
          location.reload();
        }}
      >
        <LanguageOptions />
      </select>
    </label>
  );
}
