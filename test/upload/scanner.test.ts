import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import type { FileWork } from '../../web/src/upload/core/file-work.ts';
import { wholeFile } from '../../web/src/intake/core/place.ts';
import type { SourceFile } from '../../web/src/intake/core/place.ts';
import { createScanner } from '../../web/src/intake/core/scanner.ts';
import type { Recognised } from '../../web/src/intake/core/scanner.ts';
import { forUpload } from '../../web/src/upload/core/for-upload.ts';
import { asideSummary } from '../../web/src/upload/view/aside-summary.ts';
import { hereWork } from './fakes/here-work.ts';
import { manualClock } from './fakes/manual-clock.ts';
import { tinyDicom } from './fakes/tiny-dicom.ts';
import { eventually } from '../support/eventually.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const file = (label: string, bytes: Bytes): SourceFile => ({
  label,
  nesting: 0,
  place: wholeFile(new Blob([bytes])),
});

async function* given(files: SourceFile[]) {
  yield files;
}

const text = (words: string): Bytes => new TextEncoder().encode(words);

async function zipOf(files: Record<string, Bytes>): Promise<Bytes> {
  const zip = new JSZip();
  for (const [name, bytes] of Object.entries(files)) zip.file(name, bytes, { compression: 'DEFLATE' });
  return zip.generateAsync({ type: 'uint8array' }) as Promise<Bytes>;
}

async function scanned(files: SourceFile[], works: FileWork[] = [hereWork(), hereWork()]) {
  const clock = manualClock();
  const scanner = createScanner(works, clock, forUpload);
  await scanner.add(given(files));
  const ready = async (): Promise<Recognised> => {
    await eventually(async () => {
      await clock.advance(100);
      expect(scanner.store.getState().phase).toBe('ready');
    });
    return scanner.store.getState();
  };
  return { clock, scanner, ready };
}

describe('looking into files', () => {
  it('recognises by content, whatever the name', async () => {
    const { ready } = await scanned([
      file('CD/readme.txt', tinyDicom({ sop: '1.2.3' })),
      file('CD/image.dcm', text('this is no image')),
      file('disc.dcm', new Uint8Array([...new Array<number>(32_769).fill(0), ...text('CD001')])),
      file('archive', new Uint8Array([...text('Rar!'), 0x1a, 7, 0])),
      file('archive.zip', new Uint8Array([...text('7z'), 0xbc, 0xaf, 0x27, 0x1c])),
      file('viewer', text('MZ and more of a program')),
      file('empty.dcm', new Uint8Array()),
    ]);
    const found = await ready();
    expect(found.patients.flatMap((patient) => patient.studies)).toMatchObject([{ instances: 1, images: 1 }]);
    expect(Object.fromEntries(found.aside.map(({ label, reason }) => [label, reason]))).toEqual({
      'CD/image.dcm': 'not-dicom',
      'disc.dcm': 'iso',
      archive: 'rar',
      'archive.zip': '7z',
      viewer: 'beside-images',
      'empty.dcm': 'empty-file',
    });
  });

  it('counts what systems leave behind without naming it', async () => {
    const { ready } = await scanned([
      file('CD/Thumbs.db', text('x')),
      file('__MACOSX/CD/._image', text('x')),
      file('.DS_Store', text('x')),
      file('a', tinyDicom({ sop: '1.2.3' })),
    ]);
    expect(await ready()).toMatchObject({ junk: 3, aside: [], found: 1 });
  });

  it('tells what lies beside images from what should be one, in a ZIP as in a folder', async () => {
    const beside = { 'autorun.inf': text('[autorun]'), 'viewer/start.exe': text('MZ and more') };
    const disc = {
      'IM1.dcm': tinyDicom({ sop: '1.1' }),
      'IM2.dcm': text('no image any more'),
      'report.pdf': text('%PDF-1.4'),
      '.DS_Store': text('x'),
      ...beside,
    };
    const zip = await scanned([file('CD.zip', await zipOf(disc))]);
    const inZip = await zip.ready();
    const folder = await scanned(Object.entries(disc).map(([name, bytes]) => file(`CD/${name}`, bytes)));
    const inFolder = await folder.ready();
    for (const { aside, junk } of [inZip, inFolder]) {
      expect(aside.map(({ reason }) => reason).sort()).toEqual([
        'beside-images',
        'beside-images',
        'not-dicom',
        'pdf',
      ]);
      expect(asideSummary({ aside, junk })).toBe(
        '2 files not taken, 2 other files beside the images, 1 system file',
      );
    }
    const alone = await scanned(Object.entries(beside).map(([name, bytes]) => file(`CD/${name}`, bytes)));
    const { aside } = await alone.ready();
    expect(aside.map(({ reason }) => reason)).toEqual(['not-dicom', 'exe']);
    expect(asideSummary({ aside: [{ label: 'a', reason: 'beside-images' }], junk: 1 })).toBe(
      '1 other file beside the images, 1 system file: not sent',
    );
  });

  it('opens a ZIP, and a ZIP inside it, but no deeper', async () => {
    const third = await zipOf({ deep: tinyDicom({ sop: '1.9' }) });
    const second = await zipOf({ 'inner/b': tinyDicom({ sop: '1.2', number: 2 }), 'third.zip': third });
    const { ready } = await scanned([
      file(
        'study.bin',
        await zipOf({ 'a.dcm': tinyDicom({ sop: '1.1' }), second, '__MACOSX/._a': text('x') }),
      ),
    ]);
    const found = await ready();
    expect(found.patients[0]?.studies[0]).toMatchObject({ instances: 2 });
    expect(found.junk).toBe(1);
    expect(found.aside).toEqual([{ label: 'study.bin › second › third.zip', reason: 'zip-nested-too-deep' }]);
  });

  it('reads every instance whole for its digest, out of ZIPs too', async () => {
    const bytes = tinyDicom({ sop: '1.2.3', pixels: 9000 });
    const { ready, scanner } = await scanned([file('z', await zipOf({ a: bytes }))]);
    const study = (await ready()).patients[0]?.studies[0];
    const taken = scanner.take(study?.key ?? '', new Set(study?.series.map(({ key }) => key)));
    expect(await taken[0]?.digest).toEqual({
      status: 'ok',
      sha256: createHash('sha256').update(bytes).digest('base64url'),
      crc32: expect.any(Number) as number,
    });
  });

  it('says what is damaged inside a ZIP and keeps its neighbour', async () => {
    const zip = await zipOf({
      a: tinyDicom({ sop: '1.1', pixels: 5000 }),
      b: tinyDicom({ sop: '1.2', pixels: 5000 }),
    });
    const at = 30 + 1 + 40;
    zip.fill(0xff, at, at + 20);
    const { ready } = await scanned([file('z.zip', zip)]);
    const found = await ready();
    expect(found.patients[0]?.studies[0]?.instances).toBe(1);
    expect(found.aside).toEqual([{ label: 'z.zip › a', reason: 'zip-damaged' }]);
  });

  it('says that a ZIP is damaged where it was cut, or only its name tells that it was one', async () => {
    const zip = await zipOf({ a: tinyDicom({ sop: '1.1', pixels: 5000 }) });
    const { ready } = await scanned([
      file('cut', zip.slice(0, -40)),
      file('CD/Study.ZIP', new Uint8Array(4000)),
      file('CD/other', new Uint8Array(4000)),
    ]);
    const reasons = (await ready()).aside.map(({ label, reason }) => [label, reason]);
    expect(Object.fromEntries(reasons)).toEqual({
      cut: 'zip-damaged',
      'CD/Study.ZIP': 'zip-damaged',
      'CD/other': 'not-dicom',
    });
  });

  it('publishes at most ten times a second however many files come', async () => {
    const files = Array.from({ length: 2000 }, (_, i) => file(`f${String(i)}`, text('not an image')));
    const clock = manualClock();
    const scanner = createScanner([hereWork()], clock, forUpload);
    let published = 0;
    scanner.store.subscribe(() => (published += 1));
    await scanner.add(given(files));
    await eventually(async () => {
      await clock.advance(10);
      expect(scanner.store.getState().inspected).toBe(2000);
    });
    const seconds = (clock.nowMs() - 1_000_000) / 1000;
    expect(published).toBeLessThanOrEqual(seconds * 10 + 2);
  });

  it('stops and forgets when told, and late answers change nothing', async () => {
    let answer: (() => void) | undefined;
    const slow: FileWork = {
      ...hereWork(),
      inspect: async (files) => {
        await new Promise<void>((resolve) => (answer = resolve));
        return files.map(() => ({ kind: 'aside', reason: 'not-dicom' }));
      },
    };
    const { scanner, clock } = await scanned([file('a', text('x'))], [slow]);
    await eventually(() => expect(answer).toBeDefined());
    scanner.clear();
    answer?.();
    await clock.advance(500);
    expect(scanner.store.getState()).toMatchObject({ phase: 'idle', found: 0, aside: [] });
  });

  it('loses no file by a worker that has failed, and names the one that it always fails at', async () => {
    const deadly = tinyDicom({ sop: '1.7', pixels: 999 });
    const died = () => Promise.reject(new Error('worker died'));
    let digests = 0;
    let zips = 0;
    const broken: FileWork = {
      ...hereWork(),
      inspect: (files) =>
        files.some(({ bytes }) => bytes === deadly.length) ? died() : hereWork().inspect(files),
      digest: (files) => (digests++ === 0 ? died() : hereWork().digest(files)),
      listZip: (archive) => (zips++ === 0 ? died() : hereWork().listZip(archive)),
    };
    const files = Array.from({ length: 60 }, (_, i) => file(String(i), tinyDicom({ sop: `2.${String(i)}` })));
    const zip = file('zip', await zipOf({ a: tinyDicom({ sop: '3' }) }));
    const { ready, scanner } = await scanned([file('deadly', deadly), zip, ...files], [broken]);
    const found = await ready();
    expect(found.aside).toEqual([{ label: 'deadly', reason: 'unreadable' }]);
    const study = found.patients[0]?.studies[0];
    expect(study?.instances).toBe(61);
    const reads = await Promise.all(scanner.look(study?.key ?? '').map(({ digest }) => digest));
    expect(reads.filter(({ status }) => status === 'ok')).toHaveLength(61);
  });
});

describe('grouping', () => {
  it('tells patients, studies and series apart', async () => {
    const { ready } = await scanned([
      file('1', tinyDicom({ sop: '1', study: '1.1', series: '1.1.1' })),
      file('2', tinyDicom({ sop: '2', study: '1.1', series: '1.1.2' })),
      file('3', tinyDicom({ sop: '3', study: '1.2', series: '1.2.1' })),
      file('4', tinyDicom({ sop: '4', study: '1.3', series: '1.3.1', patientID: 'P2', name: 'Abel^Adam' })),
    ]);
    const { patients } = await ready();
    expect(patients.map(({ identity }) => identity.patientID)).toEqual(['P2', 'P1']);
    expect(patients[1]?.studies.map(({ series }) => series.length).sort()).toEqual([1, 2]);
  });

  it('never joins two people who share a PatientID', async () => {
    const { ready } = await scanned([
      file('1', tinyDicom({ sop: '1', study: '1.1', patientID: '1', name: 'A' })),
      file('2', tinyDicom({ sop: '2', study: '1.2', patientID: '1', name: 'B' })),
    ]);
    expect((await ready()).patients).toHaveLength(2);
  });

  it('marks a study whose files name two people', async () => {
    const { ready } = await scanned([
      file('1', tinyDicom({ sop: '1', name: 'Doe^Jane' })),
      file('2', tinyDicom({ sop: '2', name: 'DOE^JANE ' })),
      file('3', tinyDicom({ sop: '3', name: 'Roe^Richard' })),
    ]);
    const { patients } = await ready();
    expect(patients).toHaveLength(1);
    expect(patients[0]?.studies[0]).toMatchObject({ instances: 3, identityConflict: true });
  });

  it('takes files without a StudyInstanceUID as a study of their own', async () => {
    const { ready } = await scanned([file('1', tinyDicom({ sop: '1', study: '' }))]);
    expect((await ready()).patients[0]?.studies[0]).toMatchObject({ studyInstanceUID: '', instances: 1 });
  });

  it('shows a file that came twice once', async () => {
    const bytes = tinyDicom({ sop: '1' });
    const { ready } = await scanned([file('a', bytes), file('copy of a', bytes)]);
    expect((await ready()).patients[0]?.studies[0]).toMatchObject({ instances: 1, repeated: 1 });
  });

  it('hands over the ticked series in reading order and forgets the study', async () => {
    const { ready, scanner, clock } = await scanned([
      file('b', tinyDicom({ sop: '2', number: 2 })),
      file('a', tinyDicom({ sop: '1', number: 1 })),
      file('c', tinyDicom({ sop: '3', series: '1.2.9' })),
    ]);
    const study = (await ready()).patients[0]?.studies[0];
    const first = study?.series.find(({ instances }) => instances === 2);
    const taken = scanner.take(study?.key ?? '', new Set([first?.key ?? '']));
    expect(taken.map(({ file: { label } }) => label)).toEqual(['a', 'b']);
    await clock.advance(200);
    expect(scanner.store.getState()).toMatchObject({ patients: [], taken: 1 });
  });
});
