/** Whether what a header says fits the schemas it is stored under: one odd value must not stop the files beside it. */
import { PatientIdentity, SeriesSummary, StudyDescription } from '../documents.ts';
import { type BlobRef, DisplayFacts, PixelFormat, StackFacts } from '../manifest.ts';
import { placeDisplay } from './place-display.ts';
import type { DicomHeader, RawDisplay } from './types.ts';

const somewhere: BlobRef = { pack: 0, at: 0, bytes: 0, crc: 0 };

const isDisplay = (display: RawDisplay | undefined): boolean =>
  display === undefined || DisplayFacts.safeParse(placeDisplay(display, () => somewhere)).success;

/** Readers leave out what makes no sense; this is asked once more before anything of a file is kept. */
export function isStorable(header: DicomHeader): boolean {
  const { identity, description, series, stack, format, display, frames } = header;
  return (
    PatientIdentity.safeParse(identity).success &&
    StudyDescription.safeParse(description).success &&
    SeriesSummary.safeParse({ ...series, id: 's' }).success &&
    StackFacts.safeParse(stack).success &&
    (format === undefined || PixelFormat.safeParse(format).success) &&
    isDisplay(display) &&
    frames.every(
      (frame) =>
        isDisplay(frame.display) &&
        (frame.stack === undefined || StackFacts.partial().safeParse(frame.stack).success) &&
        (frame.position === undefined || frame.position.every(Number.isFinite)),
    )
  );
}

const bytesOfFacts = 300;
const bytesOfCorner = 20;
const bytesOfTable = 100;

/** About what the facts of single frames take in a study's index, in bytes. */
export function frameFactsBytes({ frames }: Pick<DicomHeader, 'frames'>): number {
  return frames.reduce((sum, { display }) => {
    if (display === undefined) return sum;
    const { shutter, windows, voiLuts, overlays, ultrasoundRegions = [] } = display;
    const tables = windows.length + voiLuts.length + overlays.length + ultrasoundRegions.length;
    return sum + bytesOfFacts + tables * bytesOfTable + (shutter?.polygon?.length ?? 0) * bytesOfCorner;
  }, 0);
}
