import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, it, vi } from 'vitest';
import { wholeFile } from '../../web/src/intake/core/place.ts';
import type { SourceFile } from '../../web/src/intake/core/place.ts';
import type { StudyNode } from '../../web/src/intake/core/nodes.ts';
import { createScanner } from '../../web/src/intake/core/scanner.ts';
import type { FileWork } from '../../web/src/upload/core/file-work.ts';
import { forUpload } from '../../web/src/upload/core/for-upload.ts';
import { missingOf, tickedSeries } from '../../web/src/upload/core/selection.ts';
import { dicomdirFile, type RecordSpec } from '../support/synthetic-dicom/dicomdir.ts';
import { hereWork } from './fakes/here-work.ts';
import { manualClock } from './fakes/manual-clock.ts';
import { tinyDicom } from './fakes/tiny-dicom.ts';

interface OnDisc {
  path: string[];
  sop: string;
  study: string;
  patientID?: string;
}

const inFirstStudy: OnDisc[] = [
  { path: ['DICOM', 'IM2'], sop: '1.2.2', study: '1.1' },
  { path: ['DICOM', 'IM1'], sop: '1.2.1', study: '1.1' },
  { path: ['DICOM', 'IM3'], sop: '1.2.3', study: '1.1' },
];

const inSecondStudy: OnDisc = { path: ['DICOM', 'IM4'], sop: '1.2.4', study: '2.1', patientID: 'P2' };

const contents = [...inFirstStudy, inSecondStudy];

const nameOf = ({ patientID = 'P1' }: OnDisc): string => `Doe^${patientID}`;

/** One patient record and one study record a study. */
function directoryOf(files: readonly OnDisc[]): Uint8Array<ArrayBuffer> {
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

const dicomOf = (one: OnDisc): Uint8Array<ArrayBuffer> =>
  tinyDicom({ sop: one.sop, study: one.study, patientID: one.patientID ?? 'P1', name: nameOf(one) });

const source = (label: string, bytes: Uint8Array<ArrayBuffer>): SourceFile => ({
  label,
  nesting: 0,
  place: wholeFile(new Blob([bytes])),
});

/** As a mounted disc shows it: the directory last, so that order is not what helps. */
function discFiles(files: readonly OnDisc[], under = '', shown = (path: string) => path): SourceFile[] {
  const sources = files.map((one) => source(under + shown(one.path.join('/')), dicomOf(one)));
  return [...sources, source(`${under}DICOMDIR`, directoryOf(contents))];
}

async function* given(files: SourceFile[]) {
  yield files;
}

/** A worker that keeps an account of what it is asked to read. */
function watchedWork() {
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

async function scanned(files: SourceFile[], works: FileWork[] = [hereWork(), hereWork()]) {
  const clock = manualClock();
  const scanner = createScanner(works, clock, forUpload);
  await scanner.add(given(files));
  const until = async (isThere: () => boolean) => {
    await vi.waitFor(async () => {
      await clock.advance(100);
      expect(isThere()).toBe(true);
    });
    return scanner.store.getState();
  };
  const studies = (): StudyNode[] => scanner.store.getState().patients.flatMap((one) => one.studies);
  const ready = () => until(() => scanner.store.getState().phase === 'ready');
  return { scanner, clock, until, ready, studies };
}

describe('a disc', () => {
  it('is listed by its directory before a file of it is read', async () => {
    const watched = watchedWork();
    watched.close();
    const { until, ready, scanner, studies } = await scanned(discFiles(contents), [watched.work]);
    await until(() => studies().length === 2);
    expect(scanner.store.getState()).toMatchObject({
      phase: 'reading',
      inspected: 1,
      patients: [
        { identity: { patientID: 'P1', patientName: { alphabetic: 'Doe^P1' } } },
        { identity: { patientID: 'P2' } },
      ],
    });
    expect(studies()[0]).toMatchObject({
      studyDate: '20240102',
      studyDescription: 'From the disc',
      images: 3,
      awaited: 3,
      series: [{ modality: 'CT', number: 1, images: 3 }],
    });
    const announced = studies().flatMap(({ key, series }) => [key, ...series.map((one) => one.key)]);
    watched.open();
    await ready();
    expect(studies().flatMap(({ key, series }) => [key, ...series.map((one) => one.key)])).toEqual(announced);
    expect(studies()).toMatchObject([
      { images: 3, awaited: 0, missing: 0 },
      { images: 1, awaited: 0, missing: 0 },
    ]);
  });

  it('is read once, in the order of its directory, in one lane', async () => {
    const many = Array.from({ length: 60 }, (_, i): OnDisc => ({
      path: ['D', `F${String(i)}`],
      sop: `1.${String(i + 1)}`,
      study: '1.1',
    }));
    const read: number[] = [];
    const [one, two] = [watchedWork(), watchedWork()];
    let busy = 0;
    let most = 0;
    const sizes = new Map<Blob, number>();
    const files = many.map((each, i) => {
      const bytes = tinyDicom({ sop: each.sop, study: '1.1', pixels: 100 + i });
      const made = source(each.path.join('/'), bytes);
      sizes.set(made.place.source, i);
      return made;
    });
    const works = [one, two].map(({ work }): FileWork => ({
      ...work,
      inspect: (asked) => {
        for (const { data } of asked) read.push(sizes.get(data) ?? -1);
        return hereWork().inspect(asked);
      },
      async readOnce(asked) {
        most = Math.max(most, (busy += 1));
        for (const { data } of asked) read.push(sizes.get(data) ?? -1);
        const reads = await hereWork().readOnce(asked);
        busy -= 1;
        return reads;
      },
      digest: () => Promise.reject(new Error('a second reading')),
    }));
    const { ready, scanner, studies } = await scanned(
      [...files.reverse(), source('DICOMDIR', directoryOf(many))],
      works,
    );
    await ready();
    expect(read).toEqual([-1, ...many.map((_, i) => i)]);
    expect(most).toBe(1);
    const taken = studies().flatMap((study) => scanner.take(study.key, tickedSeries(study, new Set())));
    const digests = await Promise.all(taken.map(({ digest }) => digest));
    expect(digests.every(({ status }) => status === 'ok')).toBe(true);
    expect(digests).toHaveLength(60);
  });

  it('says what is missing of each study, and nothing of it becomes an image', async () => {
    const { ready, studies } = await scanned(discFiles(contents.filter(({ sop }) => sop !== '1.2.1')));
    const found = await ready();
    expect(found).toMatchObject({ dicomdirs: 1, aside: [] });
    expect(studies()).toMatchObject([
      { instances: 2, images: 2, missing: 1, series: [{ missing: 1 }] },
      { instances: 1, missing: 0 },
    ]);
    const unticked = new Set(studies().flatMap(({ series }) => series.map(({ key }) => key)));
    expect(studies().map((study) => missingOf(study, new Set()))).toEqual([1, 0]);
    expect(studies().map((study) => missingOf(study, unticked))).toEqual([0, 0]);
  });

  it('shows a study that is missing as a whole, and nothing of it can be ticked', async () => {
    const { ready, studies } = await scanned(discFiles(contents.slice(0, 3)));
    await ready();
    const gone = studies().find(({ studyInstanceUID }) => studyInstanceUID === '2.1');
    expect(gone).toMatchObject({ instances: 0, missing: 1 });
    expect(studies().map((study) => tickedSeries(study, new Set()).size)).toEqual([1, 0]);
  });

  it('finds what was missing when it is dropped later, whatever its name', async () => {
    const { ready, scanner, studies } = await scanned(discFiles(contents.slice(0, 3)));
    await ready();
    await scanner.add(given([source('found.dcm', dicomOf(inSecondStudy))]));
    await ready();
    expect(studies()).toMatchObject([{ missing: 0 }, { instances: 1, missing: 0 }]);
  });

  it.each([
    ['in a subfolder', 'backup/CD 1/', (path: string) => path],
    ['with versions behind the names', '', (path: string) => `${path};1`],
    ['with small letters', 'cd/', (path: string) => path.toLowerCase()],
  ])('is recognised %s', async (_, under, shown) => {
    const watched = watchedWork();
    const { ready, studies } = await scanned(discFiles(contents, under, shown), [watched.work]);
    await ready();
    expect(studies()).toMatchObject([
      { instances: 3, missing: 0 },
      { instances: 1, missing: 0 },
    ]);
    expect(watched.once).toEqual([4]);
  });

  it('is recognised in a ZIP, at its root and below', async () => {
    for (const under of ['', 'CD/']) {
      const zip = new JSZip();
      for (const one of contents)
        zip.file(under + one.path.join('/'), dicomOf(one), { compression: 'DEFLATE' });
      zip.file(`${under}DICOMDIR;1`, directoryOf(contents));
      const bytes = (await zip.generateAsync({ type: 'uint8array' })) as Uint8Array<ArrayBuffer>;
      const watched = watchedWork();
      const { ready, studies } = await scanned([source('disc.zip', bytes)], [watched.work]);
      await ready();
      expect(studies()).toMatchObject([
        { instances: 3, missing: 0 },
        { instances: 1, missing: 0 },
      ]);
      expect(watched.once).toEqual([4]);
    }
  });

  it('shows each file once when it is given twice', async () => {
    const { ready, scanner, studies } = await scanned(discFiles(contents.slice(0, 3)));
    await ready();
    await scanner.add(given(discFiles(contents.slice(0, 3))));
    await ready();
    expect(studies()).toMatchObject([{ instances: 3, repeated: 3 }, { missing: 1 }]);
  });

  it('keeps what is not in its directory', async () => {
    const extra: OnDisc = { path: ['OTHER', 'X'], sop: '9.9', study: '9.1', patientID: 'P9' };
    const { ready, studies } = await scanned([
      ...discFiles(contents),
      source('OTHER/X', dicomOf(extra)),
      source('OTHER/X', dicomOf({ ...extra, sop: '9.8' })),
    ]);
    await ready();
    expect(studies().find(({ studyInstanceUID }) => studyInstanceUID === '9.1')).toMatchObject({
      instances: 2,
    });
  });

  it('names a file of it that cannot be read and goes on', async () => {
    const broken = discFiles(contents);
    broken[0] = source('DICOM/IM2', new TextEncoder().encode('scratched'));
    const { ready, studies } = await scanned(broken);
    expect((await ready()).aside).toEqual([{ label: 'DICOM/IM2', reason: 'not-dicom' }]);
    expect(studies()[0]).toMatchObject({ instances: 2, awaited: 0, missing: 0 });
  });

  it('whose directory cannot be read is looked into all the same', async () => {
    const files = discFiles(contents).slice(0, -1);
    const cut = directoryOf(contents);
    const { ready, studies } = await scanned([...files, source('DICOMDIR', cut.slice(0, cut.length - 40))]);
    await ready();
    expect(studies().map(({ instances }) => instances)).toEqual([3, 1]);
  });
});

const real = join(
  import.meta.dirname,
  '../../../shared/dicom/pydicom+pydicom/src/pydicom/data/test_files/dicomdirtests',
);

describe.skipIf(!existsSync(real))('a real disc', () => {
  it('has all files that its directory lists', async () => {
    const files = readdirSync(real, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => /^(DICOMDIR$|\d)/.test(relative(real, path)))
      .map((path) => source(`CD/${relative(real, path)}`, new Uint8Array(readFileSync(path))));
    const { ready, studies } = await scanned(files);
    const found = await ready();
    expect(found.dicomdirs).toBe(1);
    expect(found.patients).toHaveLength(2);
    expect(studies().reduce((sum, { instances }) => sum + instances, 0)).toBe(files.length - 1);
    expect(studies().every(({ missing, awaited }) => missing + awaited === 0)).toBe(true);
  });
});
