/**
 * What of a study's index a link without identity tells, field by field. Technical facts by which pixels are shown and
 * measured stay (PS3.15 E.3.7 lists none of them as identifying, or gives them K); texts stay where they are one of
 * the standard's own words. Ids are fresh, pictures made beforehand and what is not shown are gone.
 */
import { imageRoles } from '@pacs/shared/manifest';
import type {
  BlobRef,
  DisplayFacts,
  FrameRef,
  IndexInstance,
  LutRef,
  Pack,
  PixelFormat,
  Shutter,
  Stack,
  StudyIndex,
  Window,
} from '@pacs/shared/manifest';
import { isKnownTransferSyntax } from '@pacs/shared/dicom/transfer-syntax';
import { shownModalities, shownSopClasses } from './left-out.ts';
import { type Rule, among, emptied, fresh, kept, listOf, matching, objectOf, removed } from './rules.ts';

const modality = among(...shownModalities);
const roles = among(...imageRoles);
const places = 'axial|sagittal|coronal|oblique';
const figure = '\\d{1,9}(?:\\.\\d{1,9})?';
const listed = (word: string) => new RegExp(`^(?:${word})(?:, (?:${word}))*$`);

const format = objectOf<PixelFormat>({
  rows: kept,
  columns: kept,
  samplesPerPixel: kept,
  photometricInterpretation: among('MONOCHROME1', 'MONOCHROME2'),
  planarConfiguration: kept,
  bitsAllocated: kept,
  bitsStored: kept,
  highBit: kept,
  pixelRepresentation: kept,
  kind: among('integer'),
  pixelVr: among('OW'),
});

const blob = objectOf<BlobRef>({ pack: kept, at: kept, bytes: kept, crc: kept });

const lut = objectOf<LutRef>({
  entries: kept,
  firstValueMapped: kept,
  bitsPerEntry: kept,
  // Free text.
  explanation: removed,
  blob,
});

const window = objectOf<Window>({ center: kept, width: kept, explanation: removed });

const shutter = objectOf<Shutter>({
  rectangle: objectOf<NonNullable<Shutter['rectangle']>>({
    left: kept,
    right: kept,
    top: kept,
    bottom: kept,
  }),
  circle: objectOf<NonNullable<Shutter['circle']>>({
    row: kept,
    column: kept,
    radius: kept,
    rowToColumn: kept,
  }),
  polygon: kept,
  presentationValue: kept,
});

const display = objectOf<DisplayFacts>({
  rescaleSlope: kept,
  rescaleIntercept: kept,
  // PS3.3 C.11.1.1.2.
  rescaleType: among('OD', 'HU', 'US', 'MGML', 'Z_EFF', 'ED', 'EDW', 'HU_MOD', 'PCT'),
  modalityLut: lut,
  windows: listOf(window),
  voiLutFunction: among('LINEAR', 'LINEAR_EXACT', 'SIGMOID'),
  voiLuts: listOf(lut),
  palette: removed,
  presentationLutShape: among('IDENTITY', 'INVERSE'),
  pixelPaddingValue: kept,
  pixelPaddingRangeLimit: kept,
  smallestPixelValue: kept,
  largestPixelValue: kept,
  overlays: emptied,
  shutter,
  pixelSpacing: kept,
  imagerPixelSpacing: kept,
  nominalScannedPixelSpacing: kept,
  pixelAspectRatio: kept,
  pixelSpacingCalibrationType: among('GEOMETRY', 'FIDUCIAL'),
  estimatedRadiographicMagnificationFactor: kept,
  ultrasoundRegions: removed,
  // PS3.3 C.8.9.1.1.3.
  units: among(
    'CNTS',
    'NONE',
    'CM2',
    'CM2ML',
    'PCNT',
    'CPS',
    'BQML',
    'MGMINML',
    'UMOLMINML',
    'MLMING',
    'MLG',
    '1CM',
    'UMOLML',
    'PROPCNTS',
    'PROPCPS',
    'MLMINML',
    'MLML',
    'GML',
    'STDDEV',
  ),
  // Made of the patient's weight and of times, which the profile removes.
  suvbwFactor: removed,
  sliceThickness: kept,
  spacingBetweenSlices: kept,
  imageOrientationPatient: kept,
  patientOrientation: matching(/^[ALRPHF]{0,3}$/),
  imageLaterality: among('L', 'R', 'U', 'B'),
  // PS3.3 C.8.7.1.1.8 and the views of CID 4014.
  viewPosition: among(
    'AP',
    'PA',
    'LL',
    'RL',
    'RLD',
    'LLD',
    'RLO',
    'LLO',
    'CC',
    'MLO',
    'ML',
    'LM',
    'LMO',
    'FB',
    'SIO',
    'ISO',
    'XCC',
    'XCCL',
    'XCCM',
  ),
  lossy: kept,
  lossyRatio: kept,
  frameTimeMs: kept,
  recommendedDisplayFrameRate: kept,
  burnedInAnnotation: among('NO'),
});

const frame = objectOf<FrameRef>({
  pack: kept,
  coding: among('as-is', 'htj2k'),
  leadAt: kept,
  leadBytes: kept,
  restAt: kept,
  restBytes: kept,
  crc: kept,
  leadCrc: kept,
  resolutions: kept,
  bitOffset: kept,
  range: kept,
  display: kept,
  position: kept,
  thumbnail: removed,
});

const instance = objectOf<IndexInstance>({
  id: fresh('instance'),
  series: fresh('series'),
  sopClassUID: among(...shownSopClasses),
  transferSyntaxUID: { kind: 'among', isKnown: isKnownTransferSyntax },
  modality,
  instanceNumber: kept,
  acquisitionNumber: kept,
  role: roles,
  format: kept,
  display: kept,
  position: kept,
  frames: listOf(frame),
  unshowable: among('damaged-pixels', 'unsupported-syntax', 'no-pixels'),
  conflicting: kept,
  bareStreams: kept,
  unreadOverlays: kept,
});

const stack = objectOf<Stack>({
  id: fresh('stack'),
  series: fresh('series'),
  modality,
  role: roles,
  order: among('position', 'instance-number', 'acquisition', 'frames'),
  frames: kept,
  // As build-stacks.ts and stack-keys.ts make it of numbers: 'axial, TE 2.5', 'b 800', 'mip', '512 × 512'.
  label: matching(
    listed(`${places}|${imageRoles.join('|')}|(?:TE|b|phase|acquisition|pass|image) -?${figure}|\\d+ × \\d+`),
  ),
  space: kept,
});

const pack = objectOf<Pack>({
  name: fresh('pack'),
  series: fresh('series'),
  framesBytes: kept,
  headsBytes: kept,
});

export const indexRules: Rule = objectOf<StudyIndex>({
  version: kept,
  packs: listOf(pack),
  formats: listOf(format),
  displays: listOf(display),
  instances: listOf(instance),
  documents: emptied,
  stacks: listOf(stack),
});
