/** How much of what the user gave is read, and what is said of what cannot be taken. */
import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { inspectFile } from '../../web/src/intake/core/inspect-file.ts';
import { packedBytes, wholeFile } from '../../web/src/intake/core/place.ts';
import type { SourceFile } from '../../web/src/intake/core/place.ts';
import { createScanner } from '../../web/src/intake/core/scanner.ts';
import { rawZip } from '../functions/support/raw-zip.ts';
import { listZip } from '../../web/src/intake/sources/list-zip.ts';
import { forUpload } from '../../web/src/upload/core/for-upload.ts';
import { hereWork } from '../upload/fakes/here-work.ts';
import { noise } from '../upload/fakes/instances.ts';
import { manualClock } from '../upload/fakes/manual-clock.ts';
import { tinyDicom } from '../upload/fakes/tiny-dicom.ts';
import { eventually } from '../support/eventually.ts';

/** Counts what is read of it, and nothing may ask for all. */
class CountedBlob extends Blob {
  read = 0;

  override slice(from = 0, to = this.size): Blob {
    const part = super.slice(from, to);
    this.read += part.size;
    return part;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    throw new Error('read as a whole');
  }

  override stream(): never {
    throw new Error('read as a whole');
  }
}

it('reads at most the first 64 KiB of a file whose header ends there', async () => {
  const file = new CountedBlob([tinyDicom({ sop: '1.2.3', pixels: 500_000 })]);
  const found = await inspectFile(packedBytes(wholeFile(file)));
  expect(found.kind).toBe('instance');
  expect(file.read).toBe(64 * 1024);
});

it('reads on where the header is longer, and no more than that needs', async () => {
  const long = { name: 'x'.repeat(60_000), patientID: 'y'.repeat(60_000) };
  const file = new CountedBlob([tinyDicom({ sop: '1.2.3', pixels: 800_000, ...long })]);
  const found = await inspectFile(packedBytes(wholeFile(file)));
  expect(found.kind).toBe('instance');
  expect(file.read).toBeLessThanOrEqual(5 * 64 * 1024);
});

it('opens a ZIP by its directory: its files are not read', async () => {
  const zip = new JSZip();
  for (let i = 0; i < 8; i += 1) zip.file(`CT/${String(i)}`, noise(1_000_000, i), { compression: 'STORE' });
  const archive = new CountedBlob([await zip.generateAsync({ type: 'arraybuffer' })]);
  const listed = await listZip(archive);
  expect(listed).toMatchObject({ status: 'ok' });
  expect(listed.status === 'ok' && listed.entries).toHaveLength(8);
  expect(archive.read).toBeLessThan(archive.size / 10);
});

it('shows the names of a ZIP in UTF-8 and in code page 437', async () => {
  const names = [Buffer.from('Ärztin 王/1'), Uint8Array.of(0x8e, 0x72, 0x7a, 0x74, 0x2f, 0xe1, 0xff, 0x31)];
  const listed = await listZip(new Blob([rawZip(names.map((name) => ({ name, data: noise(10, 1) })))]));
  expect(listed.status === 'ok' && listed.entries.map(({ path }) => path)).toEqual([
    'Ärztin 王/1',
    'Ärzt/ß\u00a01',
  ]);
});

it('says of an instance of five gigabytes that it is too large, by its name in any script, and goes on', async () => {
  const whole = wholeFile(new Blob([tinyDicom({ sop: '1.1' })]));
  const given: SourceFile[] = [
    { label: 'أحمد/王小明 — Ünï.dcm', nesting: 0, place: { ...whole, bytes: 5e9, storedBytes: 5e9 } },
    { label: 'ok', nesting: 0, place: wholeFile(new Blob([tinyDicom({ sop: '1.2' })])) },
  ];
  const clock = manualClock();
  const scanner = createScanner([hereWork()], clock, forUpload);
  await scanner.add(
    (async function* () {
      yield given;
    })(),
  );
  await eventually(async () => {
    await clock.advance(100);
    expect(scanner.store.getState().phase).toBe('ready');
  });
  const { aside, patients } = scanner.store.getState();
  expect(aside).toEqual([{ label: 'أحمد/王小明 — Ünï.dcm', reason: 'instance-too-large' }]);
  expect(patients[0]?.studies[0]).toMatchObject({ instances: 1 });
});
