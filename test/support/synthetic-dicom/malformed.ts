/** Files as no writer should make them, and as real archives hold them. */
import { concat, element, imageElements, imageFile, sequence, syntax, writeDicom } from './files.ts';

const without = (...tags: number[]): Uint8Array =>
  writeDicom(
    imageElements().filter(({ tag }) => !tags.includes(tag)),
    { transferSyntaxUID: syntax.explicit },
  );

/** Sequences inside sequences, `depth` deep. */
const nested = (depth: number): Uint8Array => {
  let item = [element(0x00080060, 'CS', 'CT')];
  for (let level = 0; level < depth; level += 1) item = [sequence(0x00081140, item)];
  return imageFile(item);
};

/** `count` empty elements inside one undefined-length sequence. */
const crowded = (count: number): Uint8Array => {
  const one = Uint8Array.of(0x09, 0x00, 0x10, 0x10, 0x4c, 0x4f, 0, 0);
  const body = new Uint8Array(count * one.length);
  for (let index = 0; index < count; index += 1) body.set(one, index * one.length);
  const open = Uint8Array.of(0x08, 0, 0x40, 0x11, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff);
  const item = Uint8Array.of(0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff);
  const file = imageFile();
  return concat([file.subarray(0, dataSetAt(file)), open, item, body]);
};

/** Behind preamble, magic and a group 0002 whose length its first element tells. */
const dataSetAt = (file: Uint8Array): number =>
  144 + new DataView(file.buffer, file.byteOffset, file.byteLength).getUint32(140, true);

export const malformed = {
  empty: (): Uint8Array => new Uint8Array(),
  text: (): Uint8Array => new TextEncoder().encode('Patient list\n'.repeat(40)),
  noPreamble: (): Uint8Array => imageFile([], { noPreamble: true }),
  noMeta: (): Uint8Array => imageFile([], { noPreamble: true, noMeta: true }),
  noMetaImplicit: (): Uint8Array =>
    imageFile([], { noPreamble: true, noMeta: true, transferSyntaxUID: syntax.implicit }),
  noMetaBigEndian: (): Uint8Array =>
    imageFile([], { noPreamble: true, noMeta: true, transferSyntaxUID: syntax.bigEndian }),
  illegalUid: (): Uint8Array => imageFile([element(0x0020000d, 'UI', '1.2.003.not-a-uid')]),
  longUid: (): Uint8Array => imageFile([element(0x0020000d, 'UI', `1.2.${'9'.repeat(300)}`)]),
  noStudyUid: (): Uint8Array => without(0x0020000d),
  noInstanceUid: (): Uint8Array => {
    const options = {
      transferSyntaxUID: syntax.explicit,
      mediaStorage: { sopClassUID: '', sopInstanceUID: '' },
    };
    return writeDicom(
      imageElements().filter(({ tag }) => tag !== 0x00080018),
      options,
    );
  },
  truncatedHeader: (): Uint8Array => imageFile().subarray(0, 420),
  truncatedPixels: (): Uint8Array => imageFile().subarray(0, imageFile().length - 20),
  trailing: (): Uint8Array => concat([imageFile(), Uint8Array.of(1, 2, 3)]),
  lengthPastFile: (): Uint8Array =>
    imageFile([{ tag: 0x00081030, vr: 'UT', value: 'short', declaredLength: 0x7fffffff }]),
  tooDeep: (): Uint8Array => nested(60),
  deepEnough: (): Uint8Array => nested(20),
  crowded,
  hugeImage: (): Uint8Array =>
    imageFile([element(0x00280010, 'US', 65_535), element(0x00280011, 'US', 65_535)]),
  manyFrames: (): Uint8Array => imageFile([element(0x00280008, 'IS', '2000000000')]),
  wrongVRs: (): Uint8Array =>
    imageFile([
      element(0x00280010, 'IS', '4'),
      element(0x00280011, 'UL', 6),
      element(0x00200013, 'US', 7),
      element(0x00281050, 'LO', 'NaN'),
      element(0x00281051, 'DS', '1e999'),
    ]),
  dicomdir: (): Uint8Array =>
    writeDicom(
      [element(0x00041130, 'CS', 'DISC'), sequence(0x00041220, [element(0x00041430, 'CS', 'PATIENT')])],
      {
        transferSyntaxUID: syntax.explicit,
        mediaStorage: { sopClassUID: '1.2.840.10008.1.3.10', sopInstanceUID: '1.2.3.5' },
      },
    ),
} as const;
