/**
 * The manifest of a study: what the viewer needs to show it (`StudyIndex`); what the server needs to keep it is its
 * `StudyLedger` (ledger.ts). Technical fields and ids only: no identity, no free description, no UID in the
 * index. Both travel and rest as gzip of JSON; arrays are short tuples because there is one per frame.
 */
import { z } from 'zod';

const count = z.int().min(0);
const finite = z.number();
const vec3 = z.tuple([finite, finite, finite]);

/** How stored pixels lie in memory (PS3.3 C.7.6.3.1). Float kinds: PS3.3 C.7.6.24 and C.7.6.25. */
export const PixelFormat = z.object({
  rows: z.int().min(1),
  columns: z.int().min(1),
  samplesPerPixel: z.int().min(1).max(4),
  photometricInterpretation: z.string(),
  planarConfiguration: z.union([z.literal(0), z.literal(1)]).default(0),
  bitsAllocated: z.int().min(1).max(64),
  bitsStored: z.int().min(1).max(64),
  highBit: z.int().min(0).max(63),
  /** 0 unsigned, 1 two's complement. */
  pixelRepresentation: z.union([z.literal(0), z.literal(1)]),
  kind: z.enum(['integer', 'float', 'double']).default('integer'),
  /** VR of PixelData where it changes the order of bytes: OW with 8 bits in Explicit VR Big Endian (PS3.5 A.3). */
  pixelVr: z.literal('OW').optional(),
});
export type PixelFormat = z.infer<typeof PixelFormat>;

/** A run of bytes of a `.frames` object that is not a frame: a lookup table or an overlay plane. CRC-32C. */
export const BlobRef = z.object({ pack: count, at: count, bytes: count, crc: count });
export type BlobRef = z.infer<typeof BlobRef>;

/** A lookup table (PS3.3 C.11.1.1, C.11.2.1.1, C.7.6.3.1.5): entries as little-endian 16-bit words in a blob. */
export const LutRef = z.object({
  entries: z.int().min(1).max(65_536),
  /** First stored (or modality) value mapped, already sign-extended as its descriptor's VR asks. */
  firstValueMapped: finite,
  bitsPerEntry: z.int().min(8).max(16),
  explanation: z.string().max(64).optional(),
  blob: BlobRef,
});
export type LutRef = z.infer<typeof LutRef>;

export const Window = z.object({
  center: finite,
  width: finite,
  explanation: z.string().max(64).optional(),
});
export type Window = z.infer<typeof Window>;

/** Overlay plane (PS3.3 C.9.2): one bit a pixel, packed least significant bit first, in a blob. */
export const OverlayRef = z.object({
  group: count,
  rows: z.int().min(1),
  columns: z.int().min(1),
  /** 1-based row and column of its first pixel in the image; may be negative. */
  origin: z.tuple([z.int(), z.int()]),
  type: z.enum(['G', 'R']),
  frameOrigin: count.default(1),
  numberOfFrames: z.int().min(1).default(1),
  blob: BlobRef,
});
export type OverlayRef = z.infer<typeof OverlayRef>;

/**
 * Display shutter (PS3.3 C.7.6.11): rows and columns of the image, 1 at the middle of the first pixel. A circle's
 * `rowToColumn` is the height of a pixel in widths; its radius counts pixels along the row.
 */
export const Shutter = z.object({
  rectangle: z.object({ left: finite, right: finite, top: finite, bottom: finite }).optional(),
  circle: z.object({ row: finite, column: finite, radius: finite, rowToColumn: finite }).optional(),
  polygon: z
    .array(z.tuple([finite, finite]))
    .min(3)
    .max(4096)
    .optional(),
  /** P-Value of what is covered; absent: black. */
  presentationValue: z.int().min(0).max(65_535).optional(),
});
export type Shutter = z.infer<typeof Shutter>;

/** A part of an ultrasound image with a scale of its own (PS3.3 C.8.5.5.1). */
export const UltrasoundRegion = z.object({
  /** Left, top, right, bottom: columns and rows from 0, the last ones inside. */
  box: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  /** PhysicalUnitsX/YDirection: 0 none, 1 %, 2 dB, 3 cm, 4 s, 5 Hz, 6 dB/s, 7 cm/s, 8 cm², 9 cm²/s, 10 cm³, 11 cm³/s, 12 °. */
  units: z.tuple([z.int(), z.int()]),
  /** Units a column, units a row; positive. */
  deltas: z.tuple([finite, finite]),
  lowPriority: z.literal(true).optional(),
});
export type UltrasoundRegion = z.infer<typeof UltrasoundRegion>;

/** What turns stored values into what is seen and measured. Identical ones are stored once per index. */
export const DisplayFacts = z.object({
  rescaleSlope: finite.optional(),
  rescaleIntercept: finite.optional(),
  rescaleType: z.string().max(16).optional(),
  modalityLut: LutRef.optional(),
  windows: z.array(Window).max(32).default([]),
  voiLutFunction: z.enum(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']).default('LINEAR'),
  voiLuts: z.array(LutRef).max(16).default([]),
  palette: z.object({ red: LutRef, green: LutRef, blue: LutRef }).optional(),
  presentationLutShape: z.enum(['IDENTITY', 'INVERSE']).optional(),
  pixelPaddingValue: finite.optional(),
  pixelPaddingRangeLimit: finite.optional(),
  smallestPixelValue: finite.optional(),
  largestPixelValue: finite.optional(),
  overlays: z.array(OverlayRef).max(16).default([]),
  shutter: Shutter.optional(),
  /** Row spacing, column spacing in mm, patient plane (PS3.3 10.7.1.1). */
  pixelSpacing: z.tuple([finite, finite]).optional(),
  imagerPixelSpacing: z.tuple([finite, finite]).optional(),
  nominalScannedPixelSpacing: z.tuple([finite, finite]).optional(),
  pixelAspectRatio: z.tuple([finite, finite]).optional(),
  /** How PixelSpacing of a projection was corrected to the patient (PS3.3 10.7.1.2). */
  pixelSpacingCalibrationType: z.enum(['GEOMETRY', 'FIDUCIAL']).optional(),
  /** Distance of source to detector by source to patient: lengths at the detector are so many times the patient's. */
  estimatedRadiographicMagnificationFactor: finite.optional(),
  ultrasoundRegions: z.array(UltrasoundRegion).max(16).optional(),
  /** Of PET values: BQML, CNTS, GML, … (PS3.3 C.8.9.1.1.3). */
  units: z.string().max(16).optional(),
  /** Modality value × this = SUV by body weight; only where every precondition holds (suv-factor.ts). */
  suvbwFactor: finite.optional(),
  sliceThickness: finite.optional(),
  spacingBetweenSlices: finite.optional(),
  /** Row and column direction cosines (PS3.3 C.7.6.2.1.1). */
  imageOrientationPatient: z.tuple([finite, finite, finite, finite, finite, finite]).optional(),
  /** Letters of row and column direction where the modality gives them (PS3.3 C.7.6.1.1.1). */
  patientOrientation: z.tuple([z.string().max(16), z.string().max(16)]).optional(),
  imageLaterality: z.string().max(16).optional(),
  viewPosition: z.string().max(16).optional(),
  lossy: z.boolean().default(false),
  lossyRatio: finite.optional(),
  frameTimeMs: finite.optional(),
  recommendedDisplayFrameRate: finite.optional(),
  burnedInAnnotation: z.enum(['YES', 'NO']).optional(),
});
export type DisplayFacts = z.infer<typeof DisplayFacts>;

/** `as-is`: decode by the instance's transfer syntax. `htj2k`: our lossless HTJ2K of native pixels. */
export const FrameCoding = z.enum(['as-is', 'htj2k']);
export type FrameCoding = z.infer<typeof FrameCoding>;

/**
 * Where a frame lies in its pack's `.frames` object. A pack holds first the leading (low-resolution) bytes
 * of all its frames, then the rest of all. The frame's bytes are lead ++ rest; `crc` is CRC-32C over them,
 * `leadCrc` over the leading ones (absent where there are none, or where an older ingest wrote the frame).
 * `resolutions`: for htj2k, cumulative bytes of lead ++ rest that decode resolution 0 (smallest), 1, …;
 * the last one equals the length. Empty otherwise.
 */
export const FrameRef = z.object({
  pack: count,
  coding: FrameCoding,
  leadAt: count,
  leadBytes: count,
  restAt: count,
  restBytes: count,
  crc: count,
  leadCrc: count.optional(),
  resolutions: z.array(count).default([]),
  /** 1-bit frames need not start at a byte: bits to skip in the first byte. */
  bitOffset: z.int().min(0).max(7).default(0),
  /** Smallest and largest stored value, where ingest knows them: previews are clamped to it. */
  range: z.tuple([finite, finite]).optional(),
  /** Overrides of the instance for this frame (functional groups, PS3.3 C.7.6.16). */
  display: count.optional(),
  position: vec3.optional(),
  /** WebP of the middle of each stack of a pack, no dose page; names may be burned into it: only with identity. */
  thumbnail: BlobRef.optional(),
});
export type FrameRef = z.infer<typeof FrameRef>;

export const imageRoles = ['primary', 'localizer', 'derived', 'mip', 'dose', 'capture'] as const;

/** One stored instance, as the viewer knows it. `format` and `display` point into the index's tables. */
export const IndexInstance = z.object({
  /** Key of the ledger entry: stable over revisions, opaque, no UID. */
  id: z.string(),
  /** Opaque id of its series (studies/{id}.series has its words). */
  series: z.string(),
  sopClassUID: z.string(),
  transferSyntaxUID: z.string(),
  modality: z.string().max(16),
  instanceNumber: z.int().optional(),
  acquisitionNumber: z.int().optional(),
  role: z.enum(imageRoles),
  format: count.optional(),
  display: count.optional(),
  position: vec3.optional(),
  frames: z.array(FrameRef),
  /** Why it has no picture although it should: shown in its place. */
  unshowable: z.enum(['damaged-pixels', 'unsupported-syntax', 'no-pixels']).optional(),
  conflicting: z.boolean().optional(),
  /** Compressed elsewhere, and each frame's stream is its picture with nothing beside it (bare-codestream.ts). */
  bareStreams: z.literal(true).optional(),
  /** It has overlay groups of which no plane was made: their bits may lie in its pixels. */
  unreadOverlays: z.literal(true).optional(),
});
export type IndexInstance = z.infer<typeof IndexInstance>;

/** A run of frames to scroll through: between series and frame. `frames` are [instance, frame] in display order. */
export const Stack = z.object({
  id: z.string(),
  series: z.string(),
  modality: z.string().max(16),
  role: z.enum(imageRoles),
  order: z.enum(['position', 'instance-number', 'acquisition', 'frames']),
  frames: z.array(z.tuple([count, count])).min(1),
  /** Short technical words that tell it from its siblings: 'b 800', 'echo 2', 'phase 3'. */
  label: z.string().max(64).optional(),
  /** Stacks of the same number have positions that may be compared: their FrameOfReferenceUID is one. */
  space: count.optional(),
});
export type Stack = z.infer<typeof Stack>;

export const Pack = z.object({
  /** Random name; with study and incarnation it gives both object names (paths.ts). */
  name: z.string(),
  /** The only series in it; absent where an older ingest put several together. */
  series: z.string().optional(),
  framesBytes: count,
  headsBytes: count,
});
export type Pack = z.infer<typeof Pack>;

/** What is stored but not an image (SR, PDF, KO, PR, SEG, RT, waveform, video, …): named by kind, downloadable. */
export const IndexDocument = z.object({
  id: z.string(),
  series: z.string(),
  sopClassUID: z.string(),
  modality: z.string().max(16),
  /**
   * A video (PS3.5 A.4.5–A.4.9): its stream is lead ++ rest of `frame`, MPEG-2, H.264 or HEVC as the transfer syntax
   * says, bare or in a container (MPEG-TS, MP4). Fetch the range, compare its CRC, play it from a Blob.
   */
  video: z
    .object({ transferSyntaxUID: z.string(), frame: FrameRef, frameTimeMs: finite.optional() })
    .optional(),
});
export type IndexDocument = z.infer<typeof IndexDocument>;

export const StudyIndex = z.object({
  version: z.literal(1),
  packs: z.array(Pack),
  formats: z.array(PixelFormat),
  displays: z.array(DisplayFacts),
  instances: z.array(IndexInstance),
  documents: z.array(IndexDocument),
  /** In the order of the thumbnail strip; the first is what opens first. */
  stacks: z.array(Stack),
});
export type StudyIndex = z.infer<typeof StudyIndex>;

/** What stacks and order are computed from: kept so that a later bundle can regroup the whole study. */
export const StackFacts = z.object({
  sopClassUID: z.string(),
  seriesNumber: z.int().optional(),
  instanceNumber: z.int().optional(),
  acquisitionNumber: z.int().optional(),
  acquisitionTime: z.string().max(32).optional(),
  contentTime: z.string().max(32).optional(),
  frameOfReference: z.string().optional(),
  imageType: z.array(z.string().max(32)).max(16).default([]),
  echo: finite.optional(),
  bValue: finite.optional(),
  phase: finite.optional(),
  orientation: z.tuple([finite, finite, finite, finite, finite, finite]).optional(),
  position: vec3.optional(),
  /** ConcatenationUID and place in it: one multi-frame image in several files (PS3.3 C.7.6.16.2.2.4). */
  concatenation: z.string().max(128).optional(),
  inConcatenation: z.int().optional(),
});
export type StackFacts = z.infer<typeof StackFacts>;
