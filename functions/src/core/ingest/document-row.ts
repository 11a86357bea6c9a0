/** The index row of what is no image. */
import { transferSyntax } from '@pacs/shared/dicom/transfer-syntax';
import type { IndexDocument } from '@pacs/shared/manifest';
import type { PackedInstance } from './packed-instance.ts';

/** Of an instance whose packs are numbered as the study numbers them. */
export function documentRow(instance: PackedInstance): IndexDocument {
  const { id, seriesId, sopClassUID, modality, transferSyntaxUID, display } = instance;
  const [stream] = transferSyntax(transferSyntaxUID).codec === 'video' ? instance.frames : [];
  const row = { id, series: seriesId, sopClassUID, modality };
  if (!stream) return row;
  const { display: _display, ...frame } = stream;
  const frameTimeMs = display?.frameTimeMs;
  return {
    ...row,
    video: { transferSyntaxUID, frame, ...(frameTimeMs !== undefined && { frameTimeMs }) },
  };
}
