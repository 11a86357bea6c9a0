/**
 * For parts of the viewer that the first picture and its series can do without: their code is fetched once the series
 * is here, when somebody begins to do something, or after a while.
 */
import { whenMarked } from './marks.ts';

const patienceMs = 2000;

let begun: Promise<unknown> | undefined;

const whenTouched = () =>
  new Promise((resolve) => {
    const options = { once: true, capture: true, passive: true };
    for (const name of ['pointerdown', 'keydown', 'wheel']) addEventListener(name, resolve, options);
  });

const patience = () =>
  whenMarked('viewer-image').then(() => new Promise((resolve) => setTimeout(resolve, patienceMs)));

export async function afterOpening<T>(load: () => Promise<T>): Promise<T> {
  await (begun ??= Promise.race([whenMarked('series-local'), whenTouched(), patience()]));
  return load();
}
