import type { Opened } from '@pacs/shared/opened';
import { formatDateTime } from '../ui/format.ts';
import { studyTitle } from '../viewer/core/words.ts';
import { say, spokenLocale } from '../words/say.ts';

/** What stands at the head of the page. */
export const titleWords = (opened: Opened): { title: string; note: string | undefined } => ({
  title: studyTitle(opened),
  note:
    opened.link &&
    say('Shared until {end}', { end: formatDateTime(opened.link.expiresAtMs, spokenLocale()) }),
});
