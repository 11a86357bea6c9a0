import type { Opened } from '@pacs/shared/opened';
import { element } from '../viewer/early/elements.ts';
import { titleWords } from './title-words.ts';

/** As LinkHead renders it. */
export function titleElement(opened: Opened): HTMLElement {
  const { title, note } = titleWords(opened);
  const lines = [element('h1', {}, title), ...(note === undefined ? [] : [element('p', {}, note)])];
  return element('div', { class: 'v-title' }, ...lines);
}
