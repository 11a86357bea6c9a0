/** Words, without any of the viewer's code, for when that code did not come. */
import { element } from '../viewer/early/elements.ts';
import type { EarlyPicture } from '../viewer/early/early-picture.ts';
import { say } from '../words/say.ts';
import './missing-viewer.css';

function notice(): HTMLElement {
  const again = element('button', { class: 'v-button', type: 'button' }, say('Try again'));
  // A module that did not come is not asked for twice by the same page; the session outlives it.
  again.addEventListener('click', () => {
    location.reload();
  });
  return element(
    'div',
    { class: 'v-missing', role: 'alert' },
    element('p', {}, say('The tools couldn’t be loaded. Check the connection.')),
    again,
  );
}

/** In the tools' place beside a first picture; where there is none, alone on the page. */
export function sayViewerIsMissing(early: EarlyPicture | undefined): void {
  const alone = () => {
    document.body.append(notice());
  };
  if (early === undefined) {
    alone();
    return;
  }
  early.putInTools(notice());
  void early.done.then(() => {
    if (!early.isPainted()) alone();
  });
}
