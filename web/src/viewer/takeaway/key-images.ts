/** Images put aside to be taken together, for as long as the page is open; small ones, as pictures. */
import { createStore } from '../../intake/core/store.ts';

export interface KeptImage {
  name: string;
  picture: Blob;
}

export const keptImages = createStore<readonly KeptImage[]>([]);

/** The same image again takes the place of the one before. */
export function keepImage(image: KeptImage): void {
  keptImages.setState([...keptImages.getState().filter(({ name }) => name !== image.name), image]);
}

export async function zipOfImages(images: readonly KeptImage[]): Promise<Blob> {
  const { default: JSZip } = await import('jszip');
  const zip = new JSZip();
  for (const { name, picture } of images) zip.file(name, picture);
  return zip.generateAsync({ type: 'blob' });
}
