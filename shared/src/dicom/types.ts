/** What reading one DICOM file yields. Everything here is plain data: it crosses workers by structured clone. */
import type { PatientIdentity, SeriesSummary, StudyDescription } from '../documents.ts';
import type { DisplayFacts, LutRef, OverlayRef, PixelFormat, StackFacts, imageRoles } from '../manifest.ts';
import type { RejectReason, SkipReason } from '../outcomes.ts';

type WithData<T extends { blob?: unknown }> = Omit<T, 'blob'> & { data: Uint8Array };

/** As `DisplayFacts`, its tables still carrying their bytes: ingest moves them into the pack and puts a BlobRef. */
export type RawDisplay = Omit<DisplayFacts, 'modalityLut' | 'voiLuts' | 'palette' | 'overlays'> & {
  modalityLut?: WithData<LutRef>;
  voiLuts: WithData<LutRef>[];
  palette?: { red: WithData<LutRef>; green: WithData<LutRef>; blue: WithData<LutRef> };
  /** Without `data`: in bit `bitPosition` of every pixel, until `separatePixelOverlays` has taken it out. */
  overlays: (Omit<OverlayRef, 'blob'> & { data?: Uint8Array; bitPosition?: number })[];
};

/** Facts of one frame that override the instance's (PS3.3 C.7.6.16 functional groups). */
export interface RawFrameFacts {
  position?: [number, number, number];
  display?: RawDisplay;
  /** Overrides for grouping into stacks. */
  stack?: Partial<StackFacts>;
}

export interface DicomHeader {
  transferSyntaxUID: string;
  /** 'image', or the kind in words of everything else. */
  kind: 'image' | 'document' | 'dicomdir';
  sopClassUID: string;
  sopInstanceUID: string;
  studyInstanceUID: string;
  seriesInstanceUID: string;
  /** UIDs we made because the file has none: deterministic from the file's own content. */
  derived: ('sopInstanceUID' | 'studyInstanceUID' | 'seriesInstanceUID')[];
  /** 'uid-illegal', 'no-preamble', 'no-meta', 'truncated', 'charset-unknown', … */
  notes: string[];
  identity: PatientIdentity;
  description: StudyDescription;
  series: Omit<SeriesSummary, 'id'>;
  role: (typeof imageRoles)[number];
  numberOfFrames: number;
  /** Absent without pixel data or where rows, columns or bits are missing or impossible. */
  format?: PixelFormat;
  display?: RawDisplay;
  /** It has overlay groups of which no plane was made: their bits may lie in its pixels. */
  unreadOverlays?: true;
  stack: StackFacts;
  frames: RawFrameFacts[];
  pixelData?: PixelDataPlace;
}

/** Where the pixel data element's value lies in the file as it is (not for deflated files: see splitInstance). */
export interface PixelDataPlace {
  /** Byte offset of the value in the (inflated) data set. */
  at: number;
  /** Declared length; undefined for encapsulated (length FFFFFFFF). */
  bytes?: number;
  encapsulated: boolean;
  /** Extended Offset Table (PS3.5 A.4): offsets of the frames' first fragments, from the first fragment's item. */
  frameOffsets?: number[];
}

export type HeaderRead =
  | { status: 'ok'; header: DicomHeader }
  /** The bytes given end before the header does: come again with at least so many. */
  | { status: 'more'; bytes: number }
  | { status: 'skipped'; reason: SkipReason }
  | { status: 'rejected'; reason: RejectReason };

/** One piece of the file in order: bytes kept as they are, or payload number `payload`. */
export type Segment = { kind: 'literal'; at: number; bytes: number } | { kind: 'payload'; payload: number };

/**
 * A file taken apart. Joining the segments in order gives the file byte for byte. A payload is a contiguous
 * run of pixel bytes: a native frame, or one fragment. `frames[i]` lists the payloads of frame i in order.
 * `standalone`: frames that do not lie in the file as such (deflated data sets, frames that start inside a byte): shown
 * from `standalone`, while the file itself is one literal, and `payloads` and `frames` are empty.
 */
export interface SplitInstance {
  segments: Segment[];
  payloads: Uint8Array[];
  frames: { payloads: number[]; bitOffset: number }[];
  standalone?: Uint8Array[];
  /** 'truncated-pixels', 'extra-bytes', 'frame-count-mismatch', … */
  notes: string[];
  complete: boolean;
}
