/**
 * The one folding of texts for comparing: lower case, compatible forms as one (full width, ligatures), and without
 * accents where they decorate a letter. Marks that make another letter stay: Japanese voicing (が is not か) and the
 * vowel signs of Indic, Thai or Hebrew script.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
