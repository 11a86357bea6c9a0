/** Saves the measurements as a file of the browser's; nothing leaves the machine. */
import type { Annotation } from '@pacs/shared/annotations';
import { saveBlob } from '../../ui/save-blob.ts';
import { track } from '../../usage/track.ts';
import { personWords, studyWords } from '../core/words.ts';
import type { StudySession } from '../engine/study-session.ts';
import { measurementsCsv, type CsvIdentity } from './core/csv.ts';
import { placeOf } from './image-key.ts';
import { measureAll } from './measure-all.ts';
import { seriesWords } from './series-words.ts';

/** No name in it: downloads folders are not the study's owner's alone. */
const fileName = 'measurements.csv';

export async function exportMeasurements(
  session: StudySession,
  annotations: readonly Annotation[],
  withIdentity: boolean,
  signal: AbortSignal,
): Promise<void> {
  const measured = await measureAll(session, annotations, signal);
  if (signal.aborted) return;
  const rows = annotations.flatMap((annotation, at) => {
    const measurement = measured[at];
    const place = placeOf(session.study.index, annotation);
    if (measurement === undefined || place === undefined) return [];
    return [
      { annotation, measurement, series: seriesWords(session, place.stack), image: place.position + 1 },
    ];
  });
  const table = measurementsCsv(rows, withIdentity ? identityOf(session) : undefined);
  saveBlob(new Blob([table], { type: 'text/csv;charset=utf-8' }), fileName);
  track({ name: 'action', action: 'measurements_saved', outcome: 'done' });
}

function identityOf({ study: { opened } }: StudySession): CsvIdentity {
  const { name, id, born } = personWords(opened);
  const { when, what } = studyWords(opened);
  return { name, id, birthDate: born, studyDate: when, study: what };
}
