/** Every file of a bundle opened, understood, and given to the packs of its study; what becomes of the others is told. */
import { frameFactsBytes } from '@pacs/shared/dicom/is-storable';
import type { UploadDocument } from '@pacs/shared/documents';
import { limits } from '@pacs/shared/limits';
import type { FileOutcome, RejectReason } from '@pacs/shared/outcomes';
import { studyIdOf } from '../identity.ts';
import { instanceKey, rejectDigest } from '../instance-key.ts';
import type { BundleSource, Memory } from '../ports.ts';
import { bundleBudget } from './bundle-budget.ts';
import type { FrameCodec } from './codec-port.ts';
import { readEntryFile } from './coded-entry.ts';
import { openBundle } from './open-bundle.ts';
import type { ReadInstance } from './packed-instance.ts';
import { readInstance } from './read-instance.ts';
import { sha256Of } from './sha256-of.ts';
import type { StudyInWork } from './study-in-work.ts';

/** What became of files that are no instance of a study, and digests of those that could not be used. */
export interface Found {
  outcomes: FileOutcome[];
  rejected: string[];
}

interface Studies {
  upload: Pick<UploadDocument, 'studyId' | 'studyIds'>;
  begin: (studyId: string) => Promise<StudyInWork>;
  /** Those of the bundle, as they are begun. */
  studies: Map<string, StudyInWork>;
}

export async function fillPacks(
  { codec, memory }: { codec: FrameCodec; memory: Memory },
  ownerKey: Uint8Array,
  source: BundleSource,
  { upload, begin, studies }: Studies,
  { outcomes, rejected }: Found,
): Promise<void> {
  const budget = bundleBudget();
  const reject = (entry: number, reason: RejectReason, of: { sha256: string } | { sign: string }) => {
    outcomes.push({ entry, outcome: 'rejected', reason });
    rejected.push(rejectDigest(of));
  };
  for await (const file of openBundle(source, { budget, memory })) {
    if (file.status !== 'file') {
      if (file.status === 'rejected') reject(file.entry, file.reason, file);
      else outcomes.push({ entry: file.entry, outcome: 'skipped', reason: file.reason });
      continue;
    }
    const expanded = await readEntryFile(file.bytes, codec, budget);
    if (expanded.status === 'refused') {
      budget.takeFile();
      reject(file.entry, expanded.reason, { sha256: sha256Of(file.bytes) });
      continue;
    }
    const read = readInstance(file.entry, expanded.file, budget.expand, budget.look);
    if (read.status === 'other') {
      if (!isNotDicom(read.outcome)) budget.takeFile();
      const { outcome } = read;
      if (outcome.outcome === 'rejected')
        reject(outcome.entry, outcome.reason, { sha256: sha256Of(expanded.file) });
      else outcomes.push(outcome);
      continue;
    }
    if (expanded.coded && expanded.coded.sha256 !== read.instance.sha256) {
      reject(file.entry, 'zip-crc-mismatch', expanded.coded);
      continue;
    }
    const frames = framesOf(read.instance);
    if (!budget.takeFile() || !budget.takeFrames(frames)) {
      const isByItself = frames > limits.bundleMaxFrames;
      reject(file.entry, isByItself ? 'image-too-large' : 'too-many-instances', read.instance);
      continue;
    }
    const studyId = studyIdOfInstance(ownerKey, read.instance);
    if (!takesStudy(upload, studies, studyId)) {
      outcomes.push({ entry: file.entry, outcome: 'rejected', reason: 'too-many-studies' });
      continue;
    }
    const study = studies.get(studyId) ?? (await begin(studyId));
    studies.set(studyId, study);
    const key = instanceKey({
      sopInstanceUID: read.instance.header.sopInstanceUID,
      sha256: read.instance.sha256,
    });
    if (study.known.has(key)) outcomes.push({ entry: file.entry, outcome: 'duplicate' });
    else {
      study.known.add(key);
      await study.builder.add({
        ...read.instance,
        ...(expanded.coded && { adopted: expanded.coded.frames }),
      });
    }
  }
}

/** Past the limit nothing is written for a study: its commit would refuse it all the same. */
function takesStudy(
  { studyId: own, studyIds }: Studies['upload'],
  studies: Studies['studies'],
  studyId: string,
): boolean {
  const others = new Set([...studyIds, ...studies.keys()]);
  others.delete(own);
  return studyId === own || others.has(studyId) || others.size < limits.studiesPerUpload;
}

const isNotDicom = (other: FileOutcome) => other.outcome === 'skipped' && other.reason === 'not-dicom';

/** What facts of their own single frames have counts too: the index holds them. */
const framesOf = ({ split, header }: ReadInstance) =>
  (split?.standalone?.length ?? split?.frames.length ?? 0) + Math.ceil(frameFactsBytes(header) / 1024);

function studyIdOfInstance(ownerKey: Uint8Array, { header }: ReadInstance): string {
  return studyIdOf(ownerKey, {
    studyInstanceUID: header.studyInstanceUID,
    patientID: header.identity.patientID ?? '',
    issuerOfPatientID: header.identity.issuerOfPatientID ?? '',
  });
}
