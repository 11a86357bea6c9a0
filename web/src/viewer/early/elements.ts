/** The parts of the viewer's page around its first picture, as plain elements: what view/ renders, under the same styles. */
import { lettersInWords, type EdgeLetters } from '../core/orientation.ts';
import type { OverlayWords } from '../view/overlay.tsx';
import { say } from '../../words/say.ts';

type Attributes = Readonly<Record<string, string | undefined>>;

export function element(tag: string, attributes: Attributes, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const box = (className: string, ...children: (Node | string)[]) =>
  element('div', { class: className }, ...children);

/** Takes the room of what is not here yet: the tools, and the strip of series unless there is but one. */
export function pageAround(main: HTMLElement, title: HTMLElement, isSingle: boolean): HTMLElement {
  const tool = element('span', { class: 'v-tool' });
  const words = ['v-strip-title', 'v-strip-detail'].map((name) => element('span', { class: name }, '\u00a0'));
  const item = element(
    'li',
    { class: 'v-strip-entry' },
    element(
      'span',
      { class: 'v-strip-item' },
      element('span', { class: 'v-thumb' }),
      element('span', { class: 'v-strip-words' }, ...words),
    ),
  );
  const strip = element(
    'div',
    { class: 'v-strip', 'data-single': isSingle ? '' : undefined },
    element('ul', { class: 'v-strip-list' }, item),
  );
  return element(
    'div',
    { class: 'v-root v-early', 'data-theme': 'dark' },
    element('header', { class: 'v-head' }, title, box('v-toolbar', box('v-tools', tool))),
    strip,
    element('main', { class: 'v-main' }, main),
  );
}

export function panesElement({ rows, columns }: { rows: number; columns: number }): HTMLElement {
  const panes = box('v-panes');
  const fractions = (count: number) => `repeat(${String(count)}, minmax(0, 1fr))`;
  panes.style.gridTemplate = `${fractions(rows)} / ${fractions(columns)}`;
  return panes;
}

export function paneElement(viewport: HTMLElement | undefined, isActive: boolean): HTMLElement {
  const attributes = { class: 'v-pane', 'data-active': isActive ? '' : undefined };
  return element(
    'section',
    attributes,
    viewport ?? element('p', { class: 'v-pane-empty' }, say('No series here')),
  );
}

const paragraphs = (lines: readonly string[]) =>
  lines.filter((line) => line !== '').map((line) => element('p', {}, line));

const corner = (place: string, lines: readonly string[], ...more: HTMLElement[]) =>
  element('div', { class: 'v-corner', 'data-place': place }, ...paragraphs(lines), ...more);

function edges(letters: EdgeLetters): HTMLElement {
  const at = (edge: 'top' | 'right' | 'left') => element('span', { 'data-edge': edge }, letters[edge]);
  const attributes = { class: 'v-letters', role: 'img', 'aria-label': lettersInWords(letters) };
  return element('div', attributes, at('top'), at('right'), at('left'));
}

/** As view/overlay.tsx renders it. */
export function overlayElement({ letters, side = '', ...words }: OverlayWords): HTMLElement {
  const badges = words.badges.map(({ text, tone }) => element('li', { 'data-tone': tone }, text));
  const list = element('ul', { class: 'v-badges', 'aria-label': say('Notes on this image') }, ...badges);
  const footLetters = { class: 'v-foot-letters', 'aria-hidden': 'true' };
  return box(
    'v-overlay',
    corner('top-left', words.patient),
    corner('top-right', words.study, ...(side === '' ? [] : [element('p', { class: 'v-side' }, side)])),
    ...(letters === undefined ? [] : [edges(letters)]),
    box(
      'v-bottom',
      corner('bottom-left', words.image),
      box('v-foot', ...(letters === undefined ? [] : [element('span', footLetters, letters.bottom)]), list),
      corner('bottom-right', words.view),
    ),
  );
}
