/** Files as no writer should make them: each is read as far as it makes sense, or says why it is not. */
import { deflateRawSync } from 'node:zlib';
import { readFragments } from '@pacs/shared/dicom/fragments';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { joinInstance, literalBytes, splitInstance } from '@pacs/shared/dicom/split-instance';
import type { DicomHeader, SplitInstance } from '@pacs/shared/dicom/types';
import { limits } from '@pacs/shared/limits';
import { describe, expect, it } from 'vitest';
import { readInstance } from '../../functions/src/core/ingest/read-instance.ts';
import {
  concat,
  element,
  encapsulatedFile,
  imageElements,
  imageFile,
  sequence,
  syntax,
  uids,
  writeDicom,
} from '../support/synthetic-dicom/files.ts';
import { malformed } from '../support/synthetic-dicom/malformed.ts';

const MiB = 1024 * 1024;

function taken(file: Uint8Array): { header: DicomHeader; split: SplitInstance } {
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status !== 'ok') throw new Error(JSON.stringify(read));
  const split = splitInstance(file, read.header);
  const joined = joinInstance(split.segments, literalBytes(file, split.segments), split.payloads);
  expect(Buffer.compare(joined, file)).toBe(0);
  return { header: read.header, split };
}

it('an offset table without end is read as far as an image can have frames', () => {
  const table = new Uint8Array(4 * MiB);
  const item = new DataView(new ArrayBuffer(8));
  item.setUint32(0, 0xe000fffe, true);
  item.setUint32(4, table.length, true);
  const read = readFragments(concat([new Uint8Array(item.buffer), table]), 0);
  expect(read.offsets.length).toBe(limits.imageMaxFrames + 1);
});

const insertedBefore = (tag: number, bytes: Uint8Array): Uint8Array => {
  const file = imageFile();
  const mark = Uint8Array.of((tag >>> 16) & 0xff, tag >>> 24, tag & 0xff, (tag >>> 8) & 0xff);
  const at = Buffer.from(file).indexOf(mark);
  return concat([file.subarray(0, at), bytes, file.subarray(at)]);
};

const openSequence = Uint8Array.of(0x08, 0, 0x40, 0x11, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff);
const openItem = Uint8Array.of(0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0xff, 0xff);

describe('the outcome says what is the matter', () => {
  it.each<[string, () => Uint8Array, object]>([
    ['no bytes', malformed.empty, { outcome: 'rejected', reason: 'empty-file' }],
    ['text', malformed.text, { outcome: 'skipped', reason: 'not-dicom' }],
    ['a directory of a disc', malformed.dicomdir, { outcome: 'skipped', reason: 'dicomdir' }],
    ['sequences 60 deep', malformed.tooDeep, { outcome: 'rejected', reason: 'header-too-deep' }],
    [
      'more elements than any header has',
      () => malformed.crowded(limits.headerMaxElements + 1),
      { outcome: 'rejected', reason: 'header-too-large' },
    ],
    [
      'a header longer than 32 MiB',
      () => imageFile([element(0x00091001, 'OB', new Uint8Array(33 * MiB))]),
      { outcome: 'rejected', reason: 'header-too-large' },
    ],
    [
      'a deflated header longer than 32 MiB in 33 KB',
      () =>
        imageFile([element(0x00091001, 'OB', new Uint8Array(33 * MiB))], {
          transferSyntaxUID: syntax.deflated,
        }),
      { outcome: 'rejected', reason: 'header-too-large' },
    ],
    [
      'a sequence without an end',
      () => insertedBefore(0x00100010, concat([openSequence, openItem])),
      { outcome: 'rejected', reason: 'truncated' },
    ],
    ['a length past the file', malformed.lengthPastFile, { outcome: 'rejected', reason: 'truncated' }],
    ['a header that breaks off', malformed.truncatedHeader, { outcome: 'rejected', reason: 'truncated' }],
    [
      'rows and columns past every limit',
      malformed.hugeImage,
      { outcome: 'rejected', reason: 'image-too-large' },
    ],
    ['two billion frames', malformed.manyFrames, { outcome: 'rejected', reason: 'image-too-large' }],
    [
      'neither image nor name',
      () =>
        writeDicom([element(0x00080060, 'CS', 'CT')], {
          transferSyntaxUID: syntax.explicit,
          mediaStorage: { sopClassUID: '', sopInstanceUID: '' },
        }),
      { outcome: 'rejected', reason: 'no-sop-instance' },
    ],
  ])('%s', (_what, make, expected) => {
    expect(readInstance(3, make())).toEqual({ status: 'other', outcome: { entry: 3, ...expected } });
  });
});

describe('what still makes sense is read', () => {
  it('nonsense VRs are stepped over by the length they have', () => {
    const odd = concat([
      Uint8Array.of(0x09, 0, 0x01, 0x10, 0x5a, 0x5a, 4, 0, 1, 2, 3, 4),
      Uint8Array.of(0x09, 0, 0x02, 0x10, 0x51, 0x51, 0, 0, 4, 0, 0, 0, 1, 2, 3, 4),
      Uint8Array.of(0x09, 0, 0x03, 0x10, 4, 0, 0, 0, 1, 2, 3, 4),
    ]);
    const { header } = taken(insertedBefore(0x00100010, odd));
    expect(header.identity.patientName?.alphabetic).toBe('Test^Tilda');
    expect(header.notes).toEqual(expect.arrayContaining(['vr-unknown', 'vr-missing']));
  });

  it('a file that lies about its transfer syntax is read as it lies', () => {
    const explicit = imageFile();
    const named = Uint8Array.from(explicit);
    named.set(new TextEncoder().encode('1.2.840.10008.1.2.2'), Buffer.from(named).indexOf(syntax.explicit));
    expect(taken(named).header).toMatchObject({
      transferSyntaxUID: syntax.explicit,
      notes: ['syntax-mismatch'],
    });
  });

  it('of two elements of one tag the first counts', () => {
    const again = imageElements().filter(({ tag }) => tag === 0x00100010 || tag === 0x0020000d);
    const second = again.map((one) => ({ ...one, value: 'Other' }));
    const bytes = writeDicom(second, { transferSyntaxUID: syntax.explicit, noMeta: true, noPreamble: true });
    const { header } = taken(insertedBefore(0x00280002, bytes));
    expect(header.identity.patientName?.alphabetic).toBe('Test^Tilda');
    expect(header.studyInstanceUID).toBe(uids.study);
  });

  it('private groups, known or not, stay in the file and are not looked into', () => {
    const { header, split } = taken(
      imageFile([
        element(0x00090010, 'LO', 'ACME 1.1'),
        element(0x00091001, 'UN', new Uint8Array(5000).fill(0xff)),
        sequence(0x00091002, [sequence(0x00091003, [element(0x00091004, 'UN', new Uint8Array(7))])]),
      ]),
    );
    expect([header.format?.rows, split.complete]).toEqual([4, true]);
  });

  it('an item that says it is longer than its sequence ends with it', () => {
    const item = Uint8Array.of(0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0, 0);
    const short = Uint8Array.of(0x08, 0, 0x40, 0x11, 0x53, 0x51, 0, 0, 8, 0, 0, 0);
    const { header } = taken(insertedBefore(0x00100010, concat([short, item])));
    expect(header.identity.patientID).toBe('T-1');
  });

  it('an open sequence inside an item of defined length ends with the item, and nothing is read twice', () => {
    const inner = concat([openSequence, openItem]);
    const item = concat([Uint8Array.of(0xfe, 0xff, 0, 0xe0, inner.length, 0, 0, 0), inner]);
    const outer = Uint8Array.of(0x08, 0, 0x40, 0x11, 0x53, 0x51, 0, 0, item.length, 0, 0, 0);
    const { header } = taken(insertedBefore(0x00100010, concat([outer, item])));
    expect(header.identity.patientID).toBe('T-1');
    expect(header.stack.instanceNumber).toBe(7);
  });
});

describe('pixels that are not what the header says', () => {
  const framesOf = (split: SplitInstance): number => split.standalone?.length ?? split.frames.length;

  it.each<[string, () => Uint8Array, number, boolean, string[]]>([
    ['cut short', malformed.truncatedPixels, 1, false, ['truncated-pixels']],
    ['missing', () => imageFile().subarray(0, imageFile().length - 48), 0, false, ['truncated-pixels']],
    ['with bytes behind them', malformed.trailing, 1, true, []],
    [
      'longer than their frames',
      () => imageFile([element(0x7fe00010, 'OW', new Uint8Array(480))]),
      1,
      true,
      ['extra-bytes'],
    ],
    [
      'of a thousand frames where one is there',
      () => imageFile([element(0x00280008, 'IS', 1000)]),
      1,
      false,
      ['truncated-pixels'],
    ],
    [
      'a deflate bomb behind a small image',
      () =>
        imageFile([element(0x7fe00010, 'OW', new Uint8Array(200 * MiB))], {
          transferSyntaxUID: syntax.deflated,
        }),
      1,
      true,
      ['extra-bytes'],
    ],
    [
      'a deflated data set that breaks off',
      () => {
        const file = imageFile(
          [
            element(
              0x7fe00010,
              'OW',
              Uint16Array.from({ length: 24 }, (_, i) => i * 2731),
            ),
          ],
          {
            transferSyntaxUID: syntax.deflated,
          },
        );
        return file.subarray(0, file.length - 30);
      },
      1,
      false,
      ['truncated-pixels', 'deflate-damaged'],
    ],
    [
      'bit frames that start inside a byte, the last one cut',
      () =>
        imageFile([
          element(0x00280008, 'IS', 3),
          element(0x00280010, 'US', 3),
          element(0x00280011, 'US', 3),
          element(0x00280100, 'US', 1),
          element(0x00280101, 'US', 1),
          element(0x00280102, 'US', 0),
          element(0x7fe00010, 'OB', Uint8Array.of(0xff, 0xff)),
        ]),
      2,
      false,
      ['truncated-pixels'],
    ],
    [
      'fragments without an end',
      () => encapsulatedFile([new Uint8Array(40)], 1).subarray(0, -8),
      1,
      false,
      ['truncated-pixels'],
    ],
    [
      'fragments that do not make the frames',
      () => encapsulatedFile([new Uint8Array(20).fill(1), new Uint8Array(20).fill(2)], 3),
      2,
      false,
      ['frame-count-mismatch'],
    ],
    [
      'an offset table that points nowhere',
      () =>
        encapsulatedFile([new Uint8Array(20).fill(1), new Uint8Array(20).fill(2)], 2, {
          offsets: [7, 9_999_999],
        }),
      2,
      true,
      [],
    ],
    [
      'frames deflated one by one',
      () =>
        encapsulatedFile(
          [deflateRawSync(new Uint8Array(48)), deflateRawSync(new Uint8Array(48).fill(1))],
          2,
          {
            transferSyntaxUID: '1.2.840.10008.1.2.8.1',
          },
        ),
      2,
      true,
      [],
    ],
  ])('%s', (_what, make, frames, complete, notes) => {
    const { split } = taken(make());
    expect([framesOf(split), split.complete, split.notes]).toEqual([frames, complete, notes]);
  });

  it('a deflate bomb costs what its frames need', () => {
    const bomb = imageFile([element(0x7fe00010, 'OW', new Uint8Array(400 * MiB))], {
      transferSyntaxUID: syntax.deflated,
    });
    const before = process.memoryUsage().arrayBuffers;
    const start = process.cpuUsage();
    taken(bomb);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * MiB);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
  });
});
