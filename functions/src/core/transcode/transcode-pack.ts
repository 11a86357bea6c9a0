/** What one run of ingest had no time for: a pack's frames as lossless HTJ2K, in new objects and a new revision. */
import { gunzipSync } from 'node:zlib';
import { limits } from '@pacs/shared/limits';
import { decodeHeads } from '@pacs/shared/packs/heads';
import { rebuildFile } from '@pacs/shared/packs/rebuild-file';
import { ownerKeyBytes } from '../identity.ts';
import type { FrameCodec, Thumbnailer } from '../ingest/codec-port.ts';
import { createPackBuilder } from '../ingest/pack-builder.ts';
import type { StudyAddition } from '../ingest/packed-instance.ts';
import { readInstance } from '../ingest/read-instance.ts';
import { stackThumbnails } from '../ingest/stack-thumbnails.ts';
import { transcodeBudget } from '../ingest/transcode-budget.ts';
import { type PackWriter, packObjects, packWriter, removeUnnamed } from '../ingest/write-packs.ts';
import type { Clock, Memory, PackStore, PackToTranscode, Random, StudyStore, UserStore } from '../ports.ts';
import { commitTranscoded } from './commit-transcoded.ts';
import { type CurrentStudy, onCurrentStudy, withoutWaiting } from './current-study.ts';

export interface TranscodePorts {
  users: UserStore;
  studies: StudyStore;
  packs: PackStore;
  codec: FrameCodec;
  thumbnailer: Thumbnailer;
  memory: Memory;
  clock: Clock;
  random: Random;
}

/**
 * `kept`: nothing gets smaller. `failed`: given up, the frames stay as they came. `done`: another run was faster.
 * `gone`: the study or this life of it has ended.
 */
export type TranscodeResult = 'transcoded' | 'kept' | 'failed' | 'done' | 'gone';

/** Safe to run again and beside itself. Rejects where another run may mend it; such runs are counted. */
export async function transcodePack(
  ports: TranscodePorts,
  target: PackToTranscode,
): Promise<TranscodeResult> {
  const begun = await onCurrentStudy(ports, target, (current) => countTry(ports, target, current));
  if (typeof begun === 'string') return begun;
  const writer = packWriter(ports, target);
  const addition = await transcoded(ports, target, begun, writer.write);
  const isSmaller = hasNewCoding(begun, addition);
  // A commit that throws may have counted all the same: its objects are left to the sweep.
  const result = await onCurrentStudy(ports, target, (current) =>
    isSmaller
      ? commitTranscoded(ports, target, current, addition)
      : waitNoLonger(ports, target, current, 'kept'),
  );
  if (result !== 'transcoded') await removeUnnamed(ports, [writer]);
  return result;
}

/** Before anything that can end the process. */
async function countTry(
  ports: TranscodePorts,
  target: PackToTranscode,
  current: CurrentStudy,
): Promise<CurrentStudy | 'failed' | 'conflict'> {
  if (current.tries >= limits.transcodeMaxTries) return waitNoLonger(ports, target, current, 'failed');
  const { transcode } = current.study;
  const packs = (transcode?.packs ?? []).map((pack) =>
    pack.name === target.pack ? { ...pack, tries: pack.tries + 1 } : pack,
  );
  const study = { ...current.study, transcode: { pending: packs.length, packs } };
  const written = await ports.studies.replace(target.studyId, study, current.version);
  return written === 'done' ? current : 'conflict';
}

async function waitNoLonger<T extends string>(
  { studies }: TranscodePorts,
  { studyId, pack }: PackToTranscode,
  { study, version }: CurrentStudy,
  result: T,
): Promise<T | 'conflict'> {
  const written = await studies.replace(studyId, withoutWaiting(study, pack), version);
  return written === 'done' ? result : 'conflict';
}

/** The pack's files, each rebuilt to its SHA-256, taken in again without a limit of time. */
async function transcoded(
  ports: TranscodePorts,
  target: PackToTranscode,
  { study, content: { index, ledger } }: CurrentStudy,
  write: PackWriter['write'],
): Promise<StudyAddition> {
  const { studyId, pack: name } = target;
  const number = index.packs.findIndex((pack) => pack.name === name);
  const { framesBytes = 0, headsBytes = 0 } = index.packs[number] ?? {};
  const [framesName = '', headsName = ''] = packObjects(target, name);
  const frames = await ports.packs.read(framesName, 0, framesBytes);
  const heads = decodeHeads(gunzipWhole(await ports.packs.read(headsName, 0, headsBytes)));
  ports.memory.taken(framesBytes + headsBytes);
  const ownerKey = await ports.users.ownerKey(study.ownerUid, ports.random.bytes(ownerKeyBytes));
  const { codec } = transcodeBudget(ports.codec, ports.clock, Infinity);
  const thumbnails = stackThumbnails(ports.thumbnailer, ports.clock);
  const builder = createPackBuilder(
    { codec, thumbnails, write, memory: ports.memory },
    { ownerKey, studyId },
  );
  for (const [ordinal, entry] of ledger.entries.filter(({ pack }) => pack === number).entries()) {
    const file = await rebuildFile(heads, entry.head, {
      read: (at, bytes) => Promise.resolve(frames.subarray(at, at + bytes)),
      decodeNative: (codestream, format) => ports.codec.decodeNative(codestream, format),
    });
    const read = readInstance(ordinal, file);
    if (read.status !== 'read' || read.instance.sha256 !== entry.sha256)
      throw new Error('a stored file does not come back');
    await builder.add(read.instance);
    ports.memory.taken(file.length);
  }
  return builder.finish();
}

/** Into one buffer of the size that the stream's end tells (RFC 1952 2.3.1): in many it would be held twice. */
function gunzipWhole(zipped: Uint8Array): Uint8Array {
  const size = new DataView(zipped.buffer, zipped.byteOffset).getUint32(zipped.length - 4, true);
  const chunkSize = Math.min(Math.max(size, 1024), limits.bundleMaxBytes);
  return gunzipSync(zipped, { chunkSize });
}

function hasNewCoding({ content: { index } }: CurrentStudy, addition: StudyAddition): boolean {
  const before = new Map(index.instances.map(({ id, frames }) => [id, frames]));
  return addition.instances.some(({ id, frames }) =>
    frames.some(({ coding }, number) => before.get(id)?.[number]?.coding !== coding),
  );
}
