/** Languages that people without an account are spoken to in, each named in itself. */
export const languages = [
  { id: 'en', name: 'English' },
  { id: 'fr', name: 'Français' },
  { id: 'de', name: 'Deutsch' },
  { id: 'it', name: 'Italiano' },
  { id: 'es', name: 'Español' },
] as const;

export const languageIds = languages.map(({ id }) => id);
export type Language = (typeof languages)[number]['id'];
