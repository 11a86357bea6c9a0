import { StudyIndex, type DisplayFacts } from '@pacs/shared/manifest';
import { Opened, encodeOpened } from '@pacs/shared/opened';
import { expect, test } from 'vitest';
import { readIndex } from '../../../web/src/viewer/core/read-index.ts';
import { readOpened, readRenewed } from '../../../web/src/viewer/core/read-opened.ts';

const name = { alphabetic: 'Doe^Jane', ideographic: 'x', phonetic: 'y' };
const identity = {
  patientName: name,
  patientID: '1',
  issuerOfPatientID: 'a',
  patientBirthDate: '19700101',
  patientSex: 'F',
};

/** Every field there is, so that every one can be spoilt. */
const opened: Opened = {
  studyId: 's',
  rev: 1,
  incarnation: 'i',
  identity,
  identityConflict: true,
  otherIdentities: [identity],
  description: {
    studyInstanceUID: '1.2',
    studyInstanceUIDDerived: true,
    studyDate: '20200101',
    studyTime: '10',
    studyDescription: 'd',
    accessionNumber: 'a',
    institutionName: 'n',
    referringPhysicianName: name,
  },
  series: [{ id: 'x', number: 1, modality: 'MR', description: 'd', bodyPart: 'b', protocol: 'p' }],
  completeness: { offered: 1, stored: 1, rejected: 0, leftOut: 0, missingByDirectory: 0, gaps: 0 },
  urls: { frames: { 0: '/p' }, expireAtMs: 5 },
  serverNowMs: 1,
  indexBytes: 3,
  first: { instance: 0, frame: 0, bytes: 2 },
  link: { linkId: 'l', session: 's', expiresAtMs: 9 },
};

const blob = { pack: 0, at: 0, bytes: 2, crc: 1 };
const lut = { entries: 2, firstValueMapped: -1, bitsPerEntry: 16, explanation: 'e', blob };
const display: DisplayFacts = {
  rescaleSlope: 1,
  rescaleIntercept: -1024,
  rescaleType: 'HU',
  modalityLut: lut,
  windows: [{ center: 40, width: 400, explanation: 'soft' }],
  voiLutFunction: 'SIGMOID',
  voiLuts: [lut],
  palette: { red: lut, green: lut, blue: lut },
  presentationLutShape: 'INVERSE',
  pixelPaddingValue: -2000,
  pixelPaddingRangeLimit: -1990,
  smallestPixelValue: 0,
  largestPixelValue: 9,
  overlays: [
    {
      group: 0x6000,
      rows: 2,
      columns: 2,
      origin: [1, -1],
      type: 'G',
      frameOrigin: 1,
      numberOfFrames: 1,
      blob,
    },
  ],
  shutter: {
    rectangle: { left: 1, right: 2, top: 1, bottom: 2 },
    circle: { row: 1, column: 1, radius: 3, rowToColumn: 1 },
    polygon: [
      [1, 1],
      [1, 2],
      [2, 2],
    ],
    presentationValue: 7,
  },
  pixelSpacing: [1, 1],
  imagerPixelSpacing: [1, 1],
  nominalScannedPixelSpacing: [1, 1],
  pixelAspectRatio: [1, 1],
  pixelSpacingCalibrationType: 'GEOMETRY',
  estimatedRadiographicMagnificationFactor: 1.1,
  ultrasoundRegions: [{ box: [0, 0, 9, 9], units: [3, 3], deltas: [0.1, 0.1], lowPriority: true }],
  units: 'BQML',
  suvbwFactor: 2,
  sliceThickness: 1,
  spacingBetweenSlices: 1,
  imageOrientationPatient: [1, 0, 0, 0, 1, 0],
  patientOrientation: ['L', 'F'],
  imageLaterality: 'R',
  viewPosition: 'CC',
  lossy: true,
  lossyRatio: 10,
  frameTimeMs: 33,
  recommendedDisplayFrameRate: 30,
  burnedInAnnotation: 'NO',
};
const frame = {
  pack: 0,
  coding: 'as-is' as const,
  leadAt: 0,
  leadBytes: 0,
  restAt: 0,
  restBytes: 5,
  crc: 1,
  resolutions: [],
  bitOffset: 0,
};
const tables: StudyIndex = {
  version: 1,
  packs: [{ name: 'p', framesBytes: 9, headsBytes: 1 }],
  formats: [
    {
      rows: 2,
      columns: 2,
      samplesPerPixel: 1,
      photometricInterpretation: 'MONOCHROME2',
      planarConfiguration: 1,
      bitsAllocated: 16,
      bitsStored: 12,
      highBit: 11,
      pixelRepresentation: 0,
      kind: 'integer',
      pixelVr: 'OW',
    },
  ],
  displays: [display],
  documents: [
    {
      id: 'd',
      series: 'x',
      sopClassUID: '1',
      modality: 'ES',
      video: { transferSyntaxUID: '1', frame, frameTimeMs: 40 },
    },
  ],
  instances: [],
  stacks: [],
};

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const bodyOf = (json: unknown): ArrayBuffer =>
  encodeOpened(json as Opened, new Uint8Array([1, 2, 3]), new Uint8Array([4, 5])).buffer;

type Path = (string | number)[];

/** The way to every value in the JSON. */
function paths(value: unknown, way: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [way];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    paths(part, [...way, Array.isArray(value) ? Number(key) : key]),
  );
  return way.length === 0 ? inner : [way, ...inner];
}

function spoilt<T>(json: T, way: Path, value: unknown): T {
  const whole = copy(json);
  let at: unknown = whole;
  for (const step of way.slice(0, -1)) at = (at as Record<string, unknown>)[step];
  (at as Record<string, unknown>)[way.at(-1) ?? ''] = value;
  return whole;
}

/** Of each kind of value one, none of them in the samples above. */
const strangers: readonly unknown[] = [
  undefined,
  null,
  true,
  -7,
  2.5,
  1e6,
  'x'.repeat(300),
  'word',
  [],
  [2.5],
  {},
];

const accepts = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};

test.each(paths(opened).map((way) => ({ at: way.join('.'), way })))(
  'an answer spoilt at $at is taken by the plain checks exactly where its schema takes it',
  ({ way }) => {
    for (const value of strangers) {
      const json = copy(spoilt(opened, way, value));
      // Lengths that contradict the body are refused by both ways of reading, and are no matter of fields.
      if (way.join('.') === 'indexBytes' || way.join('.').startsWith('first')) {
        if (!Opened.safeParse(json).success) expect(accepts(() => readOpened(bodyOf(json)))).toBe(false);
        continue;
      }
      expect([value, accepts(() => readOpened(bodyOf(json)))]).toEqual([
        value,
        Opened.safeParse(json).success,
      ]);
    }
  },
);

test.each(paths(tables).map((way) => ({ at: way.join('.'), way })))(
  'an index spoilt at $at is taken exactly where its schema takes it',
  ({ way }) => {
    // That a pack is there at all is asked beyond the schema.
    if (way.join('.') === 'packs' || way.join('.').endsWith('video.frame.pack')) return;
    for (const value of strangers) {
      const json = copy(spoilt(tables, way, value));
      expect([value, accepts(() => readIndex(json))]).toEqual([value, StudyIndex.safeParse(json).success]);
    }
  },
);

test('an index without what has a default is read with it', () => {
  const bare = copy({
    ...tables,
    formats: tables.formats.map(({ planarConfiguration: _p, kind: _k, pixelVr: _v, ...format }) => format),
    displays: [
      {},
      { overlays: display.overlays.map(({ frameOrigin: _o, numberOfFrames: _n, ...plane }) => plane) },
    ],
  });
  expect(readIndex(bare)).toEqual(StudyIndex.parse(bare));
});

test('an answer with every field there is is read as its schema reads it', () => {
  expect(readOpened(bodyOf(opened)).opened).toEqual(Opened.parse(copy(opened)));
  expect(readIndex(copy(tables))).toEqual(StudyIndex.parse(copy(tables)));
});

test('a renewal without addresses is refused', () => {
  expect(readRenewed({ urls: opened.urls })).toEqual(opened.urls);
  for (const json of [undefined, {}, { urls: {} }, { urls: { frames: { 0: 4 }, expireAtMs: 1 } }])
    expect(() => readRenewed(json)).toThrow();
});
