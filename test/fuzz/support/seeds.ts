/** Files that mutants are made of: every framing by our own writer, and the smallest real ones of each syntax. */
import { deflateRawSync } from 'node:zlib';
import {
  type DicomElement,
  concat,
  element,
  encapsulatedFile,
  imageElements,
  imageFile,
  sequence,
  syntax,
  ultrasoundCine,
  writeDicom,
} from '../../support/synthetic-dicom/files.ts';
import { malformed } from '../../support/synthetic-dicom/malformed.ts';
import { hasRealDicom, inventory, realFile } from '../../support/real-dicom.ts';

const jpegStart = (length: number): Uint8Array =>
  concat([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), new Uint8Array(length - 4).fill(1)]);

/** Shared and per-frame groups with position, window and rescale of each frame (PS3.3 C.7.6.16). */
const functionalGroups = (frames: number): DicomElement[] => [
  element(0x00280008, 'IS', frames),
  sequence(0x52009229, [
    sequence(0x00289110, [element(0x00280030, 'DS', ['0.5', '0.5']), element(0x00180050, 'DS', '2')]),
    sequence(0x00209116, [element(0x00200037, 'DS', ['1', '0', '0', '0', '1', '0'])]),
  ]),
  sequence(
    0x52009230,
    ...Array.from({ length: frames }, (_, frame) => [
      sequence(0x00209113, [element(0x00200032, 'DS', ['0', '0', String(frame * 2)])]),
      sequence(0x00289132, [element(0x00281050, 'DS', String(40 + frame)), element(0x00281051, 'DS', '400')]),
      sequence(0x00289145, [element(0x00281052, 'DS', '-1024'), element(0x00281053, 'DS', '1')]),
    ]),
  ),
  element(0x7fe00010, 'OW', new Uint16Array(24 * frames).fill(9)),
];

const palette = (tag: number): DicomElement[] => [
  element(0x00281101 + tag, 'US', [16, 0, 16]),
  element(
    0x00281201 + tag,
    'OW',
    Uint16Array.from({ length: 16 }, (_, index) => index * 4096),
  ),
];

const segmentedPalette = (tag: number): DicomElement[] => [
  element(0x00281101 + tag, 'US', [256, 0, 16]),
  element(0x00281221 + tag, 'OW', Uint16Array.of(0, 2, 0, 100, 1, 100, 60_000, 2, 2, 0, 0, 1, 152, 0)),
];

const eightBit = [element(0x00280100, 'US', 8), element(0x00280101, 'US', 8), element(0x00280102, 'US', 7)];

const oneBit = (frames: number): DicomElement[] => [
  element(0x00280008, 'IS', frames),
  element(0x00280010, 'US', 3),
  element(0x00280011, 'US', 3),
  element(0x00280100, 'US', 1),
  element(0x00280101, 'US', 1),
  element(0x00280102, 'US', 0),
  element(0x7fe00010, 'OB', new Uint8Array(Math.ceil((9 * frames) / 8)).fill(0xa5)),
];

const overlay = [
  element(0x60000010, 'US', 4),
  element(0x60000011, 'US', 6),
  element(0x60000040, 'CS', 'G'),
  element(0x60000050, 'SS', [1, 1]),
  element(0x60000100, 'US', 1),
  element(0x60000102, 'US', 0),
  element(0x60003000, 'OW', Uint8Array.of(1, 2, 3, 0)),
];

const privateGroup = [
  element(0x00090010, 'LO', 'SYNTHETIC HEADER'),
  element(0x00091001, 'UN', new Uint8Array(300).fill(7)),
  sequence(0x00091002, [sequence(0x00091003, [element(0x00091004, 'OB', new Uint8Array(20))])]),
];

const report = imageElements([
  element(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.33'),
  sequence(0x0040a730, [
    element(0x0040a040, 'CS', 'CONTAINER'),
    sequence(0x0040a730, [element(0x0040a160, 'UT', 'text')]),
  ]),
]).filter(({ tag }) => (tag < 0x00280000 || tag > 0x00400000) && tag < 0x7fe00000);

/** RLE of one 4 × 6 frame of 16 bits: two segments of literal runs (PS3.5 annex G). */
const rle = (): Uint8Array => {
  const segment = concat([Uint8Array.of(23), new Uint8Array(24).fill(5), Uint8Array.of(128)]);
  const head = new DataView(new ArrayBuffer(64));
  head.setUint32(0, 2, true);
  head.setUint32(4, 64, true);
  head.setUint32(8, 64 + segment.length, true);
  return concat([new Uint8Array(head.buffer), segment, segment]);
};

export const syntheticSeeds = (): Uint8Array[] => {
  const pieces = [jpegStart(20), new Uint8Array(10).fill(2), jpegStart(30), new Uint8Array(12).fill(4)];
  const framings = [syntax.implicit, syntax.explicit, syntax.bigEndian, syntax.deflated];
  const enhanced = imageElements([
    element(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4.1'),
    ...functionalGroups(5),
  ]);
  const [cine] = ultrasoundCine({ frames: 3, rows: 12, columns: 16 });
  return [
    ...framings.map((transferSyntaxUID) => imageFile([], { transferSyntaxUID })),
    ...framings.map((transferSyntaxUID) => writeDicom(enhanced, { transferSyntaxUID })),
    ...[syntax.implicit, syntax.explicit].map((transferSyntaxUID) =>
      writeDicom(enhanced, { transferSyntaxUID, definedLengths: true }),
    ),
    malformed.noPreamble(),
    malformed.noMeta(),
    malformed.noMetaImplicit(),
    malformed.noMetaBigEndian(),
    malformed.wrongVRs(),
    malformed.dicomdir(),
    encapsulatedFile(pieces, 2, { offsets: [0, 46] }),
    encapsulatedFile(pieces, 2, { over: [element(0x7fe00001, 'OV', [0, 28])] }),
    encapsulatedFile([rle()], 1, { transferSyntaxUID: syntax.rle }),
    encapsulatedFile([deflateRawSync(new Uint8Array(48))], 1, { transferSyntaxUID: '1.2.840.10008.1.2.8.1' }),
    imageFile([...eightBit, element(0x00280004, 'CS', 'PALETTE COLOR'), ...[0, 1, 2].flatMap(palette)]),
    imageFile([
      ...eightBit,
      element(0x00280004, 'CS', 'PALETTE COLOR'),
      ...[0, 1, 2].flatMap(segmentedPalette),
    ]),
    imageFile(oneBit(2)),
    imageFile(overlay),
    imageFile(privateGroup, { definedLengths: true }),
    imageFile([
      element(0x00080005, 'CS', ['', 'ISO 2022 IR 87', 'ISO 2022 IR 149']),
      element(0x00100010, 'PN', 'Yamada^Tarou=\u001b$B;3ED\u001b(B=x'),
    ]),
    writeDicom(
      imageElements([element(0x7fe00008, 'OF', new Float32Array(24).fill(0.5))]).filter(
        ({ tag }) => tag !== 0x7fe00010,
      ),
      { transferSyntaxUID: syntax.explicit },
    ),
    writeDicom(report, { transferSyntaxUID: syntax.explicit }),
    ...(cine === undefined ? [] : [cine.bytes]),
  ];
};

const smallestOfEach = 3;
const maxSeedBytes = 100_000;

/** Empty where `../shared/dicom` is not there. */
export const realSeeds = (): Uint8Array[] => {
  if (!hasRealDicom) return [];
  const bySyntax = new Map<string, { path: string; bytes: number }[]>();
  for (const { ts_uid: uid = '', path = '', bytes } of inventory()) {
    if (Number(bytes) > maxSeedBytes) continue;
    const known = bySyntax.get(uid);
    if (known === undefined) bySyntax.set(uid, [{ path, bytes: Number(bytes) }]);
    else known.push({ path, bytes: Number(bytes) });
  }
  return [...bySyntax.values()].flatMap((files) =>
    files
      .sort((a, b) => a.bytes - b.bytes || (a.path < b.path ? -1 : 1))
      .slice(0, smallestOfEach)
      .map(({ path }) => realFile(path)),
  );
};
