/** Discs as they are mounted, and a scanner that looks into them. */
import { expect } from 'vitest';
import { wholeFile } from '../../../web/src/intake/core/place.ts';
import type { SourceFile } from '../../../web/src/intake/core/place.ts';
import type { StudyNode } from '../../../web/src/intake/core/nodes.ts';
import { createScanner } from '../../../web/src/intake/core/scanner.ts';
import type { FileWork } from '../../../web/src/upload/core/file-work.ts';
import { forUpload } from '../../../web/src/upload/core/for-upload.ts';
import { dicomdirFile, type RecordSpec } from '../../support/synthetic-dicom/dicomdir.ts';
import { hereWork } from './here-work.ts';
import { manualClock } from './manual-clock.ts';
import { tinyDicom } from './tiny-dicom.ts';
import { eventually } from '../../support/eventually.ts';

export interface OnDisc {
  path: string[];
  sop: string;
  study: string;
  patientID?: string;
}

export const inFirstStudy: OnDisc[] = [
  { path: ['DICOM', 'IM2'], sop: '1.2.2', study: '1.1' },
  { path: ['DICOM', 'IM1'], sop: '1.2.1', study: '1.1' },
  { path: ['DICOM', 'IM3'], sop: '1.2.3', study: '1.1' },
];

export const inSecondStudy: OnDisc = { path: ['DICOM', 'IM4'], sop: '1.2.4', study: '2.1', patientID: 'P2' };

export const contents = [...inFirstStudy, inSecondStudy];

const nameOf = ({ patientID = 'P1' }: OnDisc): string => `Doe^${patientID}`;

/** One patient record and one study record a study. */
export function directoryOf(files: readonly OnDisc[]): Uint8Array<ArrayBuffer> {
  const studies = [...new Set(files.map(({ study }) => study))];
  const specs = studies.map((study): RecordSpec => {
    const own = files.filter((one) => one.study === study);
    const image = ({ path, sop }: OnDisc): RecordSpec => ({
      type: 'IMAGE',
      values: { referencedFileID: path, referencedSOPInstanceUIDInFile: sop },
    });
    return {
      type: 'PATIENT',
      values: {
        patientID: own[0]?.patientID ?? 'P1',
        patientName: own[0] === undefined ? '' : nameOf(own[0]),
      },
      children: [
        {
          type: 'STUDY',
          values: { studyInstanceUID: study, studyDate: '20240102', studyDescription: 'From the disc' },
          children: [
            {
              type: 'SERIES',
              values: { seriesInstanceUID: '1.2.1', modality: 'CT', seriesNumber: '1' },
              children: own.map(image),
            },
          ],
        },
      ],
    };
  });
  return new Uint8Array(dicomdirFile(specs));
}

export const dicomOf = (one: OnDisc): Uint8Array<ArrayBuffer> =>
  tinyDicom({ sop: one.sop, study: one.study, patientID: one.patientID ?? 'P1', name: nameOf(one) });

export const source = (label: string, bytes: Uint8Array<ArrayBuffer>): SourceFile => ({
  label,
  nesting: 0,
  place: wholeFile(new Blob([bytes])),
});

/** As a mounted disc shows it: the directory last, so that order is not what helps. */
export function discFiles(
  files: readonly OnDisc[],
  under = '',
  shown = (path: string) => path,
): SourceFile[] {
  const sources = files.map((one) => source(under + shown(one.path.join('/')), dicomOf(one)));
  return [...sources, source(`${under}DICOMDIR`, directoryOf(contents))];
}

export async function* given(files: SourceFile[]) {
  yield files;
}

/** A worker that keeps an account of what it is asked to read. */
export function watchedWork() {
  const once: number[] = [];
  let together = 0;
  let most = 0;
  let gate: Promise<void> = Promise.resolve();
  let open = (): void => undefined;
  const here = hereWork();
  const work: FileWork = {
    ...here,
    async readOnce(files) {
      once.push(files.length);
      most = Math.max(most, (together += 1));
      await gate;
      const reads = await here.readOnce(files);
      together -= 1;
      return reads;
    },
  };
  return {
    work,
    once,
    most: () => most,
    close: () => {
      gate = new Promise((resolve) => (open = resolve));
    },
    open: () => {
      open();
    },
  };
}

export async function scanned(files: SourceFile[], works: FileWork[] = [hereWork(), hereWork()]) {
  const clock = manualClock();
  const scanner = createScanner(works, clock, forUpload);
  await scanner.add(given(files));
  const until = async (isThere: () => boolean) => {
    await eventually(async () => {
      await clock.advance(100);
      expect(isThere()).toBe(true);
    });
    return scanner.store.getState();
  };
  const studies = (): StudyNode[] => scanner.store.getState().patients.flatMap((one) => one.studies);
  const ready = () => until(() => scanner.store.getState().phase === 'ready');
  return { scanner, clock, until, ready, studies };
}
