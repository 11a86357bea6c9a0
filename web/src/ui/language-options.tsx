import { languages, languageIds, type Language } from '@pacs/shared/languages';

/** For a select: each language is named in itself. */
export const LanguageOptions = () =>
  languages.map(({ id, name }) => (
    <option key={id} value={id} lang={id}>
      {name}
    </option>
  ));

export const chosenLanguage = (value: string): Language | undefined => languageIds.find((id) => id === value);
