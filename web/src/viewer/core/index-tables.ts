/** The small tables of an index, checked as shared/src/manifest.ts has them, with its defaults. */
import type {
  BlobRef,
  DisplayFacts,
  IndexDocument,
  LutRef,
  OverlayRef,
  Pack,
  PixelFormat,
  Shutter,
  StudyIndex,
  UltrasoundRegion,
  Window,
} from '@pacs/shared/manifest';
import {
  isBetween,
  isCount,
  isFinite,
  isFlag,
  isOneOf,
  isRecord,
  isText,
  isTextUpTo,
  isWhole,
  listOf,
  maybe,
  recordOf,
  tupleOf,
  type Check,
} from './json-checks.ts';

const isPositive = isBetween(1, Number.MAX_SAFE_INTEGER);
const isPair = tupleOf(isFinite, 2);

const isPack = recordOf<Pack>({
  name: isText,
  series: maybe(isText),
  framesBytes: isCount,
  headsBytes: isCount,
});

const isFormat = recordOf<PixelFormat>({
  rows: isPositive,
  columns: isPositive,
  samplesPerPixel: isBetween(1, 4),
  photometricInterpretation: isText,
  planarConfiguration: isBetween(0, 1),
  bitsAllocated: isBetween(1, 64),
  bitsStored: isBetween(1, 64),
  highBit: isBetween(0, 63),
  pixelRepresentation: isBetween(0, 1),
  kind: isOneOf(['integer', 'float', 'double']),
  pixelVr: isOneOf([undefined, 'OW']),
});
const formatDefaults = { planarConfiguration: 0, kind: 'integer' };

export const isBlob = recordOf<BlobRef>({ pack: isCount, at: isCount, bytes: isCount, crc: isCount });

const isLut = recordOf<LutRef>({
  entries: isBetween(1, 65_536),
  firstValueMapped: isFinite,
  bitsPerEntry: isBetween(8, 16),
  explanation: maybe(isTextUpTo(64)),
  blob: isBlob,
});

const isWindow = recordOf<Window>({
  center: isFinite,
  width: isFinite,
  explanation: maybe(isTextUpTo(64)),
});

const isOverlay = recordOf<OverlayRef>({
  group: isCount,
  rows: isPositive,
  columns: isPositive,
  origin: tupleOf(isWhole, 2),
  type: isOneOf(['G', 'R']),
  frameOrigin: isCount,
  numberOfFrames: isPositive,
  blob: isBlob,
});
const overlayDefaults = { frameOrigin: 1, numberOfFrames: 1 };

const isPolygon = listOf(isPair, 4096);

const isShutter = recordOf<Shutter>({
  rectangle: maybe(
    recordOf<NonNullable<Shutter['rectangle']>>({
      left: isFinite,
      right: isFinite,
      top: isFinite,
      bottom: isFinite,
    }),
  ),
  circle: maybe(
    recordOf<NonNullable<Shutter['circle']>>({
      row: isFinite,
      column: isFinite,
      radius: isFinite,
      rowToColumn: isFinite,
    }),
  ),
  polygon: maybe((value) => isPolygon(value) && (value as unknown[]).length >= 3),
  presentationValue: maybe(isBetween(0, 65_535)),
});

const isRegion = recordOf<UltrasoundRegion>({
  box: tupleOf(isWhole, 4),
  units: tupleOf(isWhole, 2),
  deltas: isPair,
  lowPriority: isOneOf([undefined, true]),
});

const maybeFinite = maybe(isFinite);
const maybePair = maybe(isPair);
const maybeWord = maybe(isTextUpTo(16));

const isDisplay = recordOf<DisplayFacts>({
  rescaleSlope: maybeFinite,
  rescaleIntercept: maybeFinite,
  rescaleType: maybeWord,
  modalityLut: maybe(isLut),
  windows: listOf(isWindow, 32),
  voiLutFunction: isOneOf(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']),
  voiLuts: listOf(isLut, 16),
  palette: maybe(recordOf<NonNullable<DisplayFacts['palette']>>({ red: isLut, green: isLut, blue: isLut })),
  presentationLutShape: isOneOf([undefined, 'IDENTITY', 'INVERSE']),
  pixelPaddingValue: maybeFinite,
  pixelPaddingRangeLimit: maybeFinite,
  smallestPixelValue: maybeFinite,
  largestPixelValue: maybeFinite,
  overlays: listOf(isOverlay, 16),
  shutter: maybe(isShutter),
  pixelSpacing: maybePair,
  imagerPixelSpacing: maybePair,
  nominalScannedPixelSpacing: maybePair,
  pixelAspectRatio: maybePair,
  pixelSpacingCalibrationType: isOneOf([undefined, 'GEOMETRY', 'FIDUCIAL']),
  estimatedRadiographicMagnificationFactor: maybeFinite,
  ultrasoundRegions: maybe(listOf(isRegion, 16)),
  units: maybeWord,
  suvbwFactor: maybeFinite,
  sliceThickness: maybeFinite,
  spacingBetweenSlices: maybeFinite,
  imageOrientationPatient: maybe(tupleOf(isFinite, 6)),
  patientOrientation: maybe(tupleOf(isTextUpTo(16), 2)),
  imageLaterality: maybeWord,
  viewPosition: maybeWord,
  lossy: isFlag,
  lossyRatio: maybeFinite,
  frameTimeMs: maybeFinite,
  recommendedDisplayFrameRate: maybeFinite,
  burnedInAnnotation: isOneOf([undefined, 'YES', 'NO']),
});
const displayDefaults = { windows: [], voiLutFunction: 'LINEAR', voiLuts: [], overlays: [], lossy: false };

const isDocumentWith = (isFrame: Check): Check =>
  recordOf<IndexDocument>({
    id: isText,
    series: isText,
    sopClassUID: isText,
    modality: isTextUpTo(16),
    video: maybe(
      recordOf<NonNullable<IndexDocument['video']>>({
        transferSyntaxUID: isText,
        frame: isFrame,
        frameTimeMs: maybeFinite,
      }),
    ),
  });

const filled = (table: unknown, defaults: object): unknown =>
  Array.isArray(table) ? table.map((row: unknown) => (isRecord(row) ? { ...defaults, ...row } : row)) : table;

const displays = (table: unknown): unknown =>
  (filled(table, displayDefaults) as unknown[]).map((row) =>
    isRecord(row) ? { ...row, overlays: filled(row['overlays'], overlayDefaults) } : row,
  );

const frameDefaults = { resolutions: [], bitOffset: 0 };

const documents = (table: unknown): unknown =>
  Array.isArray(table)
    ? table.map((row: unknown) => {
        if (!isRecord(row) || !isRecord(row['video'])) return row;
        const { frame } = row['video'];
        return isRecord(frame)
          ? { ...row, video: { ...row['video'], frame: { ...frameDefaults, ...frame } } }
          : row;
      })
    : table;

type Tables = Omit<StudyIndex, 'instances' | 'stacks'>;

/** Throws where a table is not one. `isFrame` is asked with the number of packs. */
export function readTables(json: unknown, isFrame: (value: unknown, packs: number) => boolean): Tables {
  if (!isRecord(json) || !Array.isArray(json['packs']) || !Array.isArray(json['displays']))
    throw new Error('index: no tables');
  const tables = {
    version: json['version'],
    packs: json['packs'],
    formats: filled(json['formats'], formatDefaults),
    displays: displays(json['displays']),
    documents: documents(json['documents']),
  };
  const { packs } = tables;
  if (!areTables(tables, (value) => isFrame(value, packs.length))) throw new Error('index: bad tables');
  return tables;
}

const areTables = (value: unknown, isFrame: Check): value is Tables =>
  recordOf<Tables>({
    version: isOneOf([1]),
    packs: listOf(isPack),
    formats: listOf(isFormat),
    displays: listOf(isDisplay),
    documents: listOf(isDocumentWith(isFrame)),
  })(value);
