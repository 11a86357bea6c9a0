/**
 * Studies on this computer's disk that were recognised and may be opened in the viewer: handed over in memory,
 * under a number that says nothing. They are gone when the page is reloaded, as the browser's hold on the files is.
 */
import type { ScannedInstance } from './core/scanned.ts';

const kept = 16;
const shelf = new Map<number, readonly ScannedInstance[]>();
let last = 0;

/** The number in the address of the viewer's page. */
export function putOnShelf(instances: readonly ScannedInstance[]): number {
  last += 1;
  shelf.set(last, instances);
  shelf.delete(last - kept);
  return last;
}

export const fromShelf = (number: number): readonly ScannedInstance[] | undefined => shelf.get(number);
