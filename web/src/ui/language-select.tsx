import type { Language } from '@pacs/shared/languages';
import { LanguageOptions, chosenLanguage } from './language-options.tsx';
import './language-select.css';

export interface LanguageSelectProps {
  label: string;
  value: Language;
  onChange: (language: Language) => void;
}

/** Of a page that speaks more languages than the app. */
export function LanguageSelect({ label, value, onChange }: LanguageSelectProps) {
  return (
    <label className="ui-language">
      <span>{label}</span>
      <select
        value={value}
        onChange={({ target }) => {
          const chosen = chosenLanguage(target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        <LanguageOptions />
      </select>
    </label>
  );
}
