import type { Opened } from '@pacs/shared/opened';
import { formatDateTime } from '../ui/format.ts';
import { studyTitle } from '../viewer/core/words.ts';

/** What stands at the head of the page. */
export const titleWords = (opened: Opened): { title: string; note: string | undefined } => ({
  title: studyTitle(opened),
  note: opened.link && `Shared until ${formatDateTime(opened.link.expiresAtMs)}`,
});
