import { describe, expect, it } from 'vitest';
import { type DicomDirectory, directoryInstances, readDicomDir } from '@pacs/shared/dicom/media/dicomdir';
import { foldMediaPath, matchDirectory } from '@pacs/shared/dicom/media/match-directory';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { hasRealDicom, inventory, realFile } from '../support/real-dicom.ts';
import { type RecordSpec, dicomdirFile } from '../support/synthetic-dicom/dicomdir.ts';
import { imageFile } from '../support/synthetic-dicom/files.ts';

const image = (...path: string[]): RecordSpec => ({
  type: 'IMAGE',
  values: {
    referencedFileID: path,
    referencedSOPClassUIDInFile: '1.2.840.10008.5.1.4.1.1.2',
    referencedSOPInstanceUIDInFile: `1.2.3.${path.join('').replace(/\D/g, '')}`,
    referencedTransferSyntaxUIDInFile: '1.2.840.10008.1.2.1',
  },
});
const series = (uid: string, ...children: RecordSpec[]): RecordSpec => ({
  type: 'SERIES',
  values: { seriesInstanceUID: uid, modality: 'CT' },
  children,
});
const study = (uid: string, ...children: RecordSpec[]): RecordSpec => ({
  type: 'STUDY',
  values: { studyInstanceUID: uid },
  children,
});
const patient = (id: string, ...children: RecordSpec[]): RecordSpec => ({
  type: 'PATIENT',
  values: { patientID: id, patientName: `Test^${id}` },
  children,
});
const disc = [
  patient(
    'P1',
    study(
      '1.1',
      series('1.1.1', image('DICOM', 'IM1'), image('DICOM', 'IM2')),
      series('1.1.2', image('DICOM', 'IM3')),
    ),
    study('1.2', series('1.2.1', image('DICOM', 'IM4'))),
  ),
  patient('P2', study('2.1', series('2.1.1', image('DICOM', 'IM5')))),
];

function directoryOf(bytes: Uint8Array): DicomDirectory {
  const read = readDicomDir(bytes);
  if (read.status !== 'ok') throw new Error(read.reason);
  return read.directory;
}
const pathsOf = (bytes: Uint8Array) =>
  directoryInstances(directoryOf(bytes)).map(({ path }) => path.join('/'));
const all = ['DICOM/IM1', 'DICOM/IM2', 'DICOM/IM3', 'DICOM/IM4', 'DICOM/IM5'];

describe('reading a DICOMDIR', () => {
  it('gives patients, studies, series and files', () => {
    const directory = directoryOf(dicomdirFile(disc));
    expect(directory.fileSetID).toBe('DISC');
    expect(
      directory.patients.map(({ patientID, patientName }) => [patientID, patientName?.alphabetic]),
    ).toEqual([
      ['P1', 'Test^P1'],
      ['P2', 'Test^P2'],
    ]);
    expect(directory.patients[0]?.studies.map(({ studyInstanceUID }) => studyInstanceUID)).toEqual([
      '1.1',
      '1.2',
    ]);
    expect(directory.patients[0]?.studies[0]?.series[1]).toEqual({
      seriesInstanceUID: '1.1.2',
      modality: 'CT',
      instances: [
        {
          path: ['DICOM', 'IM3'],
          type: 'IMAGE',
          sopClassUID: '1.2.840.10008.5.1.4.1.1.2',
          sopInstanceUID: '1.2.3.3',
          transferSyntaxUID: '1.2.840.10008.1.2.1',
          patientID: 'P1',
          studyInstanceUID: '1.1',
          seriesInstanceUID: '1.1.2',
        },
      ],
    });
    expect(pathsOf(dicomdirFile(disc))).toEqual(all);
  });

  it('follows the offsets where the records lie in another order', () => {
    const swapped = dicomdirFile(disc, {
      bend: (links) => {
        // The two images of the first series change places: ordinals 3 and 4.
        const [third = 0, fourth = 0] = [links.lower[2], links.next[3]];
        links.lower[2] = fourth;
        links.next[4] = third;
        links.next[3] = 0;
      },
    });
    expect(pathsOf(swapped).slice(0, 3)).toEqual(['DICOM/IM2', 'DICOM/IM1', 'DICOM/IM3']);
  });

  it('reads records in the order of the file where offsets are missing, wrong or run in a circle', () => {
    expect(pathsOf(dicomdirFile(disc, { noOffsets: true }))).toEqual(all);
    const wrong = dicomdirFile(disc, { bend: (links) => links.lower.fill(7) });
    expect(pathsOf(wrong)).toEqual(all);
    const circle = dicomdirFile(disc, {
      bend: (links) => {
        links.next.fill(links.first);
        links.lower.fill(links.first);
      },
    });
    expect(pathsOf(circle)).toEqual(all);
  });

  it('leaves out what is not in use, and all that hangs below it', () => {
    const old = { ...study('1.9', series('1.9.1', image('DICOM', 'IM9'))), isInactive: true };
    const records = [patient('P1', old, { ...image('X1'), isInactive: true }, study('1.1', image('A1')))];
    expect(pathsOf(dicomdirFile(records))).toEqual(['A1']);
  });

  it('fills in levels that the directory skips', () => {
    const directory = directoryOf(dicomdirFile([study('1.1', image('A1')), image('B2')]));
    expect(directory.patients).toHaveLength(2);
    expect(directoryInstances(directory)).toMatchObject([
      { path: ['A1'], studyInstanceUID: '1.1' },
      { path: ['B2'] },
    ]);
  });

  it('reads names in the character set that their record declares', () => {
    const named: RecordSpec = {
      type: 'PATIENT',
      values: { specificCharacterSet: 'ISO_IR 192', patientName: 'Müller^Jürgen' },
    };
    expect(directoryOf(dicomdirFile([named])).patients[0]?.patientName?.alphabetic).toBe('Müller^Jürgen');
  });

  it('knows what is none, and what is damaged', () => {
    expect(readDicomDir(new Uint8Array())).toEqual({ status: 'rejected', reason: 'not-a-directory' });
    expect(readDicomDir(new Uint8Array(4000))).toEqual({ status: 'rejected', reason: 'not-a-directory' });
    expect(readDicomDir(imageFile())).toEqual({ status: 'rejected', reason: 'not-a-directory' });
    const whole = dicomdirFile(disc);
    expect(readDicomDir(whole.subarray(0, whole.length - 100))).toEqual({
      status: 'rejected',
      reason: 'damaged',
    });
  });

  it('answers every mutant of a directory, and soon', () => {
    const whole = dicomdirFile(disc);
    let random = 12_345;
    const next = (below: number) => (random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0) % below;
    for (let round = 0; round < 2000; round += 1) {
      const mutant = whole.slice(0, round % 5 === 0 ? next(whole.length) : whole.length);
      for (let change = 0; change < 4 && mutant.length > 132; change += 1)
        mutant[132 + next(mutant.length - 132)] = next(256);
      const startedMs = performance.now();
      const read = readDicomDir(mutant);
      expect(performance.now() - startedMs).toBeLessThan(1000);
      expect(read.status === 'ok' || ['not-a-directory', 'damaged'].includes(read.reason)).toBe(true);
    }
  });
});

describe('a directory against what is there', () => {
  const directory = directoryOf(dicomdirFile(disc));

  it.each([
    ['dicom\\im1.;1', 'DICOM/IM1'],
    ['/DICOM/IM1 ', 'DICOM/IM1'],
    ['Dicom/Im1.dcm', 'DICOM/IM1.DCM'],
    ['IMAGE;12', 'IMAGE'],
  ])('takes %s for %s', (path, folded) => {
    expect(foldMediaPath(path)).toBe(folded);
  });

  it('says what is present, missing and not named', () => {
    const match = matchDirectory(directory, {
      directoryPath: 'My CD/DICOMDIR',
      paths: [
        'My CD/DICOMDIR',
        'My CD/dicom/im1.;1',
        'My CD/dicom/IM2',
        'My CD/DICOM/IM3',
        'My CD/DICOM/IM5',
        'My CD/VIEWER/RUN.EXE',
        'Other/DICOM/IM4',
      ],
    });
    expect(match.present.map(({ path }) => path)).toEqual([
      'My CD/dicom/im1.;1',
      'My CD/dicom/IM2',
      'My CD/DICOM/IM3',
      'My CD/DICOM/IM5',
    ]);
    expect(match.missing.map(({ path }) => path.join('/'))).toEqual(['DICOM/IM4']);
    expect(match.missing[0]).toMatchObject({ studyInstanceUID: '1.2', patientID: 'P1' });
    expect(match.extra).toEqual(['My CD/VIEWER/RUN.EXE']);
  });

  it('misses no file that was read under another name', () => {
    const match = matchDirectory(directory, {
      directoryPath: 'DICOMDIR',
      paths: ['DICOMDIR', 'a', 'b'],
      sopInstanceUIDs: new Set(['1.2.3.1', '1.2.3.4']),
    });
    expect(match.missing.map(({ path }) => path.join('/'))).toEqual(['DICOM/IM2', 'DICOM/IM3', 'DICOM/IM5']);
    expect(match.extra).toEqual(['a', 'b']);
  });
});

describe.skipIf(!hasRealDicom)('real discs', () => {
  const folder = 'pydicom+pydicom/src/pydicom/data/test_files/dicomdirtests/';
  const files = inventory().flatMap(({ path = '' }) =>
    path.startsWith(folder) ? [path.slice(folder.length)] : [],
  );

  it.each([
    'DICOMDIR',
    'DICOMDIR-implicit',
    'DICOMDIR-bigEnd',
    'DICOMDIR-nooffset',
    'DICOMDIR-reordered',
    'DICOMDIR-nopatient',
  ])('%s names 31 files, all of them there', (name) => {
    const directory = directoryOf(realFile(folder + name));
    const match = matchDirectory(directory, { directoryPath: name, paths: files });
    expect(match.present).toHaveLength(31);
    expect(match.missing).toEqual([]);
  });

  it('the files named are the instances that the directory says', () => {
    const directory = directoryOf(realFile(`${folder}TINY_ALPHA/DICOMDIR`));
    const match = matchDirectory(directory, { directoryPath: 'TINY_ALPHA/DICOMDIR', paths: files });
    expect(match.present).toHaveLength(50);
    for (const { instance, path } of match.present) {
      const bytes = realFile(folder + path);
      const read = readHeader(bytes, { totalBytes: bytes.length });
      expect(read.status === 'ok' && read.header.sopInstanceUID).toBe(instance.sopInstanceUID);
      expect(read.status === 'ok' && read.header.studyInstanceUID).toBe(instance.studyInstanceUID);
    }
  });

  it('an empty directory names nothing', () => {
    expect(directoryOf(realFile(`${folder}DICOMDIR-empty.dcm`)).patients).toEqual([]);
  });
});
