import { languages, languageIds, type Language } from '@pacs/shared/languages';
import './language-select.css';

export interface LanguageSelectProps {
  label: string;
  value: Language;
  onChange: (language: Language) => void;
}

/** Of a page that speaks more languages than the app; each is named in itself. */
export function LanguageSelect({ label, value, onChange }: LanguageSelectProps) {
  return (
    <label className="ui-language">
      <span>{label}</span>
      <select
        value={value}
        onChange={({ target }) => {
          const chosen = languageIds.find((id) => id === target.value);
          if (chosen !== undefined) onChange(chosen);
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
