/** Images put aside to be taken together, for as long as their study is open; small ones, as pictures. */
import { createStore, type Store } from '../../intake/core/store.ts';
import type { StudySession } from '../engine/study-session.ts';

export interface KeptImage {
  name: string;
  picture: Blob;
}

const stores = new WeakMap<StudySession, Store<readonly KeptImage[]>>();

/** Each study's own: pictures of two patients never come into one ZIP. */
export function keptImagesOf(session: StudySession): Store<readonly KeptImage[]> {
  const store = stores.get(session) ?? createStore<readonly KeptImage[]>([]);
  stores.set(session, store);
  return store;
}

/** The same image again takes the place of the one before. */
export function keepImage(session: StudySession, image: KeptImage): void {
  const kept = keptImagesOf(session);
  kept.setState([...kept.getState().filter(({ name }) => name !== image.name), image]);
}

export async function zipOfImages(images: readonly KeptImage[]): Promise<Blob> {
  const { default: JSZip } = await import('jszip');
  const zip = new JSZip();
  for (const { name, picture } of images) zip.file(name, picture);
  return zip.generateAsync({ type: 'blob' });
}
