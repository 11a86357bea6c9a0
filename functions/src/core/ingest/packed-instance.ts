/** Shapes between the steps of ingest. Pack numbers are the bundle's own until the merge renumbers them. */
import type { PatientIdentity, SeriesSummary, StudyDescription } from '@pacs/shared/documents';
import type { DicomHeader, SplitInstance } from '@pacs/shared/dicom/types';
import type { StackFacts } from '@pacs/shared/manifest';
import type { PackObject } from '@pacs/shared/packs/pack-layout';
import type { AdoptedFrames } from './coded-entry.ts';
import type { PlacedFrame, PlacedInstance } from '@pacs/shared/study/index-rows';

/** A file that was understood: taken apart, not yet packed. */
export interface ReadInstance {
  entry: number;
  file: Uint8Array;
  sha256: string;
  header: DicomHeader;
  split: SplitInstance | undefined;
  /** Frames that came coded. */
  adopted?: AdoptedFrames;
}

/** What is left of it once its bytes are laid out. */
export interface DraftedInstance extends Omit<ReadInstance, 'file' | 'split' | 'adopted'> {
  bytes: number;
  split: Pick<SplitInstance, 'complete' | 'notes'> | undefined;
}

export type PackedFrame = PlacedFrame;

/** An instance whose bytes lie in a pack of this bundle. */
export interface PackedInstance extends PlacedInstance {
  sopInstanceUID: string;
  uidDerived?: true;
  seriesInstanceUID: string;
  sha256: string;
  bytes: number;
  pack: number;
  head: number;
  complete: boolean;
  lossy: boolean;
  kind: 'image' | 'document';
  /** Where frames differ from their instance; absent where none does. */
  frameStacks?: (Partial<StackFacts> | undefined)[];
  identity: PatientIdentity;
  description: StudyDescription;
  series: SeriesSummary;
  notes: string[];
}

/** A pack that is in the bucket. */
export interface WrittenPack {
  name: string;
  /** Opaque id of the only series in it. */
  series?: string;
  framesBytes: number;
  headsBytes: number;
  /** The `.frames` object, while memory allows: for the first picture and the thumbnail. */
  held?: PackObject;
}

/** What one bundle brings to one study. */
export interface StudyAddition {
  studyId: string;
  packs: WrittenPack[];
  instances: (PackedInstance & { entry: number })[];
}
