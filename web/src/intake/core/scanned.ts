import type { AsideReason, DigestRead, InstanceFacts } from './inspection.ts';
import type { SourceFile } from './place.ts';

/** A file that turned out to be a DICOM instance. `digest` settles once its bytes have been read whole. */
export interface ScannedInstance {
  file: SourceFile;
  facts: InstanceFacts;
  digest: Promise<DigestRead>;
}

/** A file that is not taken, under its local name. */
export interface AsideFile {
  label: string;
  reason: AsideReason;
}
