/** What a screen reader is told: turning points only, never the running numbers. */
import type { Recognised } from '../../intake/core/scanner.ts';
import type { UploadsState } from '../core/upload-engine.ts';
import type { UploadStep } from '../core/upload-state.ts';
import { countOf } from '../../ui/format.ts';
import { notTaken } from './aside-summary.ts';
import { isOver, isUnderWay } from '../core/upload-state.ts';

export function announcement(found: Recognised, { uploads, bytes }: UploadsState): string {
  const count = (step: UploadStep) => uploads.filter((upload) => upload.step === step).length;
  const words: string[] = [];
  if (found.phase === 'reading') words.push('Looking into the files.');
  if (found.phase === 'ready') {
    const studies = found.patients.reduce((sum, patient) => sum + patient.studies.length, 0);
    words.push(`Recognised: ${String(studies)} ${studies === 1 ? 'study' : 'studies'}.`);
    const missed = notTaken(found.aside);
    if (missed > 0) words.push(`${countOf(missed, 'file')} not taken.`);
  }
  if (uploads.some(({ step }) => isUnderWay(step)) && bytes.total > 0)
    words.push(`Uploading, ${String(Math.floor((bytes.done / bytes.total) * 4) * 25)} percent.`);
  if (count('failed') > 0) words.push(`${String(count('failed'))} stopped with a problem.`);
  if (uploads.length > 0 && uploads.every(({ step }) => isOver(step))) words.push(endWords(count));
  return words.join(' ');
}

function endWords(count: (step: UploadStep) => number): string {
  const [done, cancelled] = [count('done'), count('cancelled')];
  if (cancelled === 0) return 'All uploads are done.';
  return done === 0 ? 'All uploads are cancelled.' : `${String(done)} done, ${String(cancelled)} cancelled.`;
}
