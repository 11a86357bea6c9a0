import { createHash } from 'node:crypto';
import { separatePixelOverlays } from '@pacs/shared/dicom/overlays-in-pixels';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { splitInstance } from '@pacs/shared/dicom/split-instance';
import { limits } from '@pacs/shared/limits';
import type { FileOutcome } from '@pacs/shared/outcomes';
import type { ReadInstance } from './packed-instance.ts';

export type InstanceRead =
  { status: 'read'; instance: ReadInstance } | { status: 'other'; outcome: FileOutcome };

/** Understands one file. What goes wrong is the file's outcome, never an exception. */
export function readInstance(entry: number, file: Uint8Array): InstanceRead {
  const rejected = (reason: Extract<FileOutcome, { outcome: 'rejected' }>['reason']): InstanceRead => ({
    status: 'other',
    outcome: { entry, outcome: 'rejected', reason },
  });
  if (file.length > limits.instanceMaxBytes) return rejected('instance-too-large');
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status === 'more') return rejected('truncated');
  if (read.status === 'rejected') return rejected(read.reason);
  if (read.status === 'skipped')
    return { status: 'other', outcome: { entry, outcome: 'skipped', reason: read.reason } };
  const { header } = read;
  if (header.kind === 'dicomdir')
    return { status: 'other', outcome: { entry, outcome: 'skipped', reason: 'dicomdir' } };
  const split = header.pixelData ? splitOrWhole(file, header) : undefined;
  return {
    status: 'read',
    instance: {
      entry,
      file,
      sha256: createHash('sha256').update(file).digest('base64url'),
      header: separatePixelOverlays(header, split),
      split,
    },
  };
}

/** Pixel data that cannot be taken apart leaves the file whole: stored and downloadable, not shown. */
function splitOrWhole(file: Uint8Array, header: ReadInstance['header']): ReadInstance['split'] {
  try {
    return splitInstance(file, header);
  } catch {
    return undefined;
  }
}
