import { separatePixelOverlays } from '@pacs/shared/dicom/overlays-in-pixels';
import { splitInstance } from '@pacs/shared/dicom/split-instance';
import type { DicomHeader } from '@pacs/shared/dicom/types';
import { headerOf } from '../../intake/core/header-of.ts';
import type { PackedBytes } from '../../intake/core/place.ts';
import { readWhole } from '../../intake/core/read-packed.ts';

const hasPixelOverlays = ({ display }: DicomHeader): boolean =>
  display?.overlays.some(({ bitPosition }) => bitPosition !== undefined) ?? false;

/** All that the viewer needs of a file's header. Read whole only where overlays lie in the pixels themselves. */
export async function describeFile(file: PackedBytes): Promise<DicomHeader | undefined> {
  const found = await headerOf(file);
  if (found.kind !== 'header') return undefined;
  const { header } = found;
  if (!hasPixelOverlays(header)) return header;
  try {
    return separatePixelOverlays(header, splitInstance(await readWhole(file), header));
  } catch {
    return separatePixelOverlays(header, undefined);
  }
}
