/** One study of a bundle while its packs are being filled. */
import type { UploadDocument } from '@pacs/shared/documents';
import { StudyLedger } from '@pacs/shared/ledger';
import { gunzipJson } from '../gzip-json.ts';
import { incarnationOf } from '../identity.ts';
import { instanceKey } from '../instance-key.ts';
import type { TranscodeQueue } from '../ports.ts';
import { type CommitPorts, type FoundStudy, findStudy, leftBehindBytes } from './commit-study.ts';
import { type PackBuilder, type PackBuilderPorts, createPackBuilder } from './pack-builder.ts';
import type { PackRoom } from './pack-room.ts';
import type { StackThumbnails } from './stack-thumbnails.ts';
import type { TranscodeBudget } from './transcode-budget.ts';
import { type PackWriter, packWriter } from './write-packs.ts';

export interface StudyInWork extends PackWriter {
  found: FoundStudy;
  known: Set<string>;
  builder: PackBuilder;
  /** Packs with frames that there was no time to transcode. */
  left: Set<string>;
}

interface StudyBefore {
  studyId: string;
  found: FoundStudy;
  known: Set<string>;
}

export async function studyBefore(
  { studies, memory }: Pick<CommitPorts, 'studies' | 'memory'>,
  studyId: string,
): Promise<StudyBefore> {
  const found = await findStudy(studies, studyId);
  const { entries } = found.manifest ? gunzipJson(StudyLedger, found.manifest.ledger) : { entries: [] };
  const known = new Set(entries.map(instanceKey));
  memory.taken(entries.length * leftBehindBytes);
  return { studyId, found, known };
}

/** What the studies of one bundle share. */
export interface BundleShare {
  budget: TranscodeBudget;
  thumbnails: StackThumbnails;
  room: PackRoom;
}

export function beginStudy(
  ports: CommitPorts,
  { uploadId, upload }: { uploadId: string; upload: UploadDocument },
  ownerKey: Uint8Array,
  { studyId, found, known }: StudyBefore,
  { budget, thumbnails, room }: BundleShare,
): StudyInWork {
  const { stored } = found;
  const announced = upload.studyId === studyId ? upload.incarnation : incarnationOf(uploadId, studyId);
  const incarnation = stored?.study.incarnation ?? announced;
  const writer = packWriter(ports, { studyId, incarnation });
  const left = new Set<string>();
  const write: PackBuilderPorts['write'] = async (frames, heads, isLeft) => {
    const pack = await writer.write(frames, heads);
    if (isLeft) left.add(pack);
    return pack;
  };
  return {
    ...writer,
    found,
    known,
    builder: createPackBuilder(
      { codec: budget.codec, thumbnails, write, memory: ports.memory },
      { ownerKey, studyId },
      room,
    ),
    left,
  };
}

/** What the queue does not take now, the sweep finds on the study. */
export async function enqueueLeft(
  transcodes: TranscodeQueue,
  { studyId, incarnation, left }: StudyInWork,
): Promise<void> {
  await Promise.allSettled([...left].map((pack) => transcodes.enqueue({ studyId, incarnation, pack })));
}
