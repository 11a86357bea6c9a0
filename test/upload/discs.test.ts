import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import type { FileWork } from '../../web/src/upload/core/file-work.ts';
import { tickedSeries } from '../../web/src/upload/core/selection.ts';
import {
  contents,
  dicomOf,
  directoryOf,
  discFiles,
  scanned,
  source,
  watchedWork,
  type OnDisc,
} from './fakes/discs.ts';
import { hereWork } from './fakes/here-work.ts';
import { tinyDicom } from './fakes/tiny-dicom.ts';

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
