/** Shapes between the steps of ingest. Pack numbers are the bundle's own until the merge renumbers them. */
import type { PatientIdentity, SeriesSummary, StudyDescription } from '@pacs/shared/documents';
import type { DicomHeader, SplitInstance } from '@pacs/shared/dicom/types';
import type { DisplayFacts, FrameRef, IndexInstance, PixelFormat, StackFacts } from '@pacs/shared/manifest';

/** A file that was understood: taken apart, not yet packed. */
export interface ReadInstance {
  entry: number;
  file: Uint8Array;
  sha256: string;
  header: DicomHeader;
  split: SplitInstance | undefined;
}

export type PackedFrame = Omit<FrameRef, 'display'> & { display?: DisplayFacts };

/** An instance whose bytes lie in a pack of this bundle. */
export interface PackedInstance {
  id: string;
  seriesId: string;
  sopInstanceUID: string;
  seriesInstanceUID: string;
  sha256: string;
  bytes: number;
  pack: number;
  head: number;
  complete: boolean;
  lossy: boolean;
  kind: 'image' | 'document';
  sopClassUID: string;
  transferSyntaxUID: string;
  modality: string;
  role: IndexInstance['role'];
  stack: StackFacts;
  /** Where frames differ from their instance; absent where none does. */
  frameStacks?: (Partial<StackFacts> | undefined)[];
  format?: PixelFormat;
  display?: DisplayFacts;
  frames: PackedFrame[];
  unshowable?: IndexInstance['unshowable'];
  identity: PatientIdentity;
  description: StudyDescription;
  series: SeriesSummary;
  notes: string[];
}

/** A pack that is in the bucket. */
export interface WrittenPack {
  name: string;
  framesBytes: number;
  headsBytes: number;
  /** The `.frames` object, while memory allows: for the first picture and the thumbnail. */
  held?: Uint8Array;
}

/** What one bundle brings to one study. */
export interface StudyAddition {
  studyId: string;
  packs: WrittenPack[];
  instances: (PackedInstance & { entry: number })[];
}
