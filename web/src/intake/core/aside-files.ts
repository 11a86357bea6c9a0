/** Files that are not taken, and why. What only lies beside images is told from what might have been one. */
import type { Drop, Queued } from './file-queue.ts';
import type { AsideReason } from './inspection.ts';
import type { AsideFile } from './scanned.ts';

export interface AsideFiles {
  /** `drop`: what it was given with. */
  add(file: Pick<Queued, 'file' | 'listed'> & { drop: Drop }, reason: AsideReason): void;
  /** What could not even be opened. */
  unreadable(label: string): void;
  list(): AsideFile[];
  size(): number;
}

/** Discs come with a viewer, its pictures and a note on how to start it. A PDF may be a report: it is named as what it is. */
const companions: ReadonlySet<AsideReason> = new Set(['not-dicom', 'exe', 'picture']);
/** The name counts only where the content tells nothing: what is called so was one before it was damaged. */
const calledZip = /\.zip$/i;
const calledDicom = /\.(dcm|dicom)$/i;

export function createAsideFiles(): AsideFiles {
  const files: { aside: AsideFile; drop?: Drop }[] = [];
  return {
    add({ file: { label }, listed, drop }, found) {
      const reason = found === 'not-dicom' && calledZip.test(label) ? 'zip-damaged' : found;
      const isCompanion = companions.has(reason) && listed === undefined && !calledDicom.test(label);
      files.push({ aside: { label, reason }, ...(isCompanion && { drop }) });
    },
    unreadable(label) {
      files.push({ aside: { label, reason: 'unreadable' } });
    },
    list: () =>
      files.map(({ aside, drop }) =>
        drop?.holdsDicom === true ? { label: aside.label, reason: 'beside-images' } : aside,
      ),
    size: () => files.length,
  };
}
