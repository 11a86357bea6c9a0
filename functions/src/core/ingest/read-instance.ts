import { separatePixelOverlays } from '@pacs/shared/dicom/overlays-in-pixels';
import { isStorable } from '@pacs/shared/dicom/is-storable';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { splitInstance } from '@pacs/shared/dicom/split-instance';
import { limits } from '@pacs/shared/limits';
import type { FileOutcome } from '@pacs/shared/outcomes';
import type { ReadInstance } from './packed-instance.ts';
import { sha256Of } from './sha256-of.ts';

export type InstanceRead =
  { status: 'read'; instance: ReadInstance } | { status: 'other'; outcome: FileOutcome };

/**
 * Understands one file. What goes wrong is the file's outcome, never an exception. `expand` is told what is held beside
 * it: what a deflated data set was inflated to, copies of frames that begin inside a byte; false where that is too much.
 */
export function readInstance(
  entry: number,
  file: Uint8Array,
  expand: (bytes: number) => boolean = () => true,
  look?: (bytes: number) => boolean,
): InstanceRead {
  const rejected = (reason: Extract<FileOutcome, { outcome: 'rejected' }>['reason']): InstanceRead => ({
    status: 'other',
    outcome: { entry, outcome: 'rejected', reason },
  });
  if (file.length > limits.instanceMaxBytes) return rejected('instance-too-large');
  const read = readHeader(file, { totalBytes: file.length, inflated: expand });
  if (read.status === 'more') return rejected('truncated');
  if (read.status === 'rejected') return rejected(read.reason);
  if (read.status === 'skipped')
    return { status: 'other', outcome: { entry, outcome: 'skipped', reason: read.reason } };
  const { header } = read;
  if (header.kind === 'dicomdir')
    return { status: 'other', outcome: { entry, outcome: 'skipped', reason: 'dicomdir' } };
  // No bundle has room for it.
  if (header.numberOfFrames > limits.bundleMaxFrames) return rejected('image-too-large');
  if (!isStorable(header)) return rejected('bad-header');
  const split = header.pixelData ? splitOrWhole(file, header, look) : undefined;
  const besideBytes = bytesBeside(file, split?.standalone);
  if (besideBytes > 0 && !expand(besideBytes)) return rejected('zip-expands-too-far');
  return {
    status: 'read',
    instance: {
      entry,
      file,
      sha256: sha256Of(file),
      header: separatePixelOverlays(header, split),
      split,
    },
  };
}

/** Some bit frames begin with a byte of the file: they are views of it. */
const bytesBeside = (file: Uint8Array, frames: readonly Uint8Array[] = []) =>
  frames.reduce((sum, { buffer, length }) => sum + (buffer === file.buffer ? 0 : length), 0);

/** Pixel data that cannot be taken apart leaves the file whole: stored and downloadable, not shown. */
function splitOrWhole(
  file: Uint8Array,
  header: ReadInstance['header'],
  look?: (bytes: number) => boolean,
): ReadInstance['split'] {
  try {
    return splitInstance(file, header, look);
  } catch {
    return undefined;
  }
}
