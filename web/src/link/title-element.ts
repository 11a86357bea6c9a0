import type { Opened } from '@pacs/shared/opened';
import { element } from '../viewer/early/elements.ts';
import { titleWords } from './title-words.ts';
import './language-choice.css';

/** As LinkHead renders it. */
export function titleElement(opened: Opened): HTMLElement {
  const { title, note } = titleWords(opened);
  const lines = [element('h1', {}, title), ...(note === undefined ? [] : [element('p', {}, note)])];
  // The choice of languages will stand there.
  return element('div', { class: 'v-title' }, ...lines, element('span', { class: 'link-language' }));
}
