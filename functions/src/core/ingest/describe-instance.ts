import { isBareCodestream } from '@pacs/shared/codecs/bare-codestream';
import { placeDisplay } from '@pacs/shared/dicom/place-display';
import { tooLarge } from '@pacs/shared/dicom/split-instance';
import type { IndexInstance } from '@pacs/shared/manifest';
import type { Run } from '@pacs/shared/packs/pack-layout';
import { instanceIdOf, seriesIdOf } from '../identity.ts';
import type { FrameCodec } from './codec-port.ts';
import type { DraftFrame, DraftFrames } from './draft-frames.ts';
import type { PackedFrame, PackedInstance, DraftedInstance } from './packed-instance.ts';
import type { BlobPlaces } from './blob-places.ts';

export interface Place {
  pack: number;
  head: number;
  blobs: BlobPlaces;
  thumbnails: ReadonlyMap<DraftFrame, Uint8Array>;
  ids: { ownerKey: Uint8Array; studyId: string };
  codec: FrameCodec;
}

/** What manifest and study will say of an instance, once its pack is laid out. */
export function describeInstance(
  instance: DraftedInstance,
  drafted: DraftFrames,
  place: Place,
): PackedInstance {
  const { header, split, sha256 } = instance;
  const { ids, pack, blobs } = place;
  const seriesId = seriesIdOf(ids.ownerKey, ids.studyId, header.seriesInstanceUID);
  const frameStacks = header.frames.map(({ stack }) => stack);
  const unshowable = whyUnshowable(instance, drafted, place.codec);
  return {
    id: instanceIdOf(ids.ownerKey, header.sopInstanceUID, sha256),
    seriesId,
    sopInstanceUID: header.sopInstanceUID,
    ...(header.derived.includes('sopInstanceUID') && { uidDerived: true as const }),
    seriesInstanceUID: header.seriesInstanceUID,
    sha256,
    bytes: instance.bytes,
    pack,
    head: place.head,
    complete: split?.complete ?? !header.notes.includes('truncated'),
    lossy: header.display?.lossy ?? false,
    kind: header.kind === 'image' ? 'image' : 'document',
    sopClassUID: header.sopClassUID,
    transferSyntaxUID: header.transferSyntaxUID,
    modality: header.series.modality,
    role: header.role,
    stack: header.stack,
    ...(frameStacks.some((facts) => facts !== undefined) && { frameStacks }),
    ...(header.format && { format: header.format }),
    ...(header.display && { display: placeDisplay(header.display, (bytes) => blobs.place(bytes, pack)) }),
    frames: drafted.frames.map((_, number) => describeFrame(instance, drafted, number, place)),
    ...(unshowable && { unshowable }),
    ...(areBareStreams(instance, drafted) && { bareStreams: true }),
    ...(header.unreadOverlays && { unreadOverlays: true }),
    identity: header.identity,
    description: header.description,
    series: { ...header.series, id: seriesId },
    notes: [...header.notes, ...(split?.notes ?? []), ...header.derived.map(() => 'uid-derived')],
  };
}

function describeFrame(
  instance: DraftedInstance,
  drafted: DraftFrames,
  number: number,
  place: Place,
): PackedFrame {
  const frame = drafted.frames[number];
  if (!frame) throw new RangeError('no such frame');
  const facts = instance.header.frames[number];
  const thumbnail = place.thumbnails.get(frame);
  return {
    pack: place.pack,
    coding: frame.coding,
    leadAt: frame.lead?.at ?? 0,
    leadBytes: frame.lead?.bytes.length ?? 0,
    restAt: frame.rest[0]?.at ?? 0,
    restBytes: frame.rest.reduce((sum, { bytes }) => sum + bytes.length, 0),
    crc: frame.crc,
    ...(frame.leadCrc !== undefined && { leadCrc: frame.leadCrc }),
    resolutions: frame.resolutions,
    bitOffset: frame.bitOffset,
    ...(frame.range && { range: frame.range }),
    ...(facts?.display && {
      display: placeDisplay(facts.display, (bytes) => place.blobs.place(bytes, place.pack)),
    }),
    ...(facts?.position && { position: facts.position }),
    ...(thumbnail && { thumbnail: place.blobs.place(thumbnail, place.pack) }),
  };
}

/** Of what came compressed; fragments that no frame shows lie in the pack, too. */
function areBareStreams({ header }: DraftedInstance, { frames, payloads }: DraftFrames): boolean {
  if (header.pixelData?.encapsulated !== true || frames.length === 0) return false;
  const shown = new Set(frames.flatMap(({ rest }) => rest));
  if (!payloads.every(({ runs }) => runs.every((run) => shown.has(run)))) return false;
  return frames.every(({ rest }) => isBareCodestream(joined(rest)));
}

function joined(runs: readonly Run[]): Uint8Array {
  const [only] = runs;
  return only && runs.length === 1 ? only.bytes : Buffer.concat(runs.map(({ bytes }) => bytes));
}

function whyUnshowable(
  { header, split }: DraftedInstance,
  { frames }: DraftFrames,
  codec: FrameCodec,
): IndexInstance['unshowable'] | undefined {
  if (header.kind !== 'image') return undefined;
  if (!header.pixelData) return header.notes.includes('truncated') ? 'damaged-pixels' : 'no-pixels';
  if (split?.notes.includes(tooLarge)) return 'unsupported-syntax';
  if (frames.length === 0)
    return codec.canShow(header.transferSyntaxUID) ? 'damaged-pixels' : 'unsupported-syntax';
  if (!header.format || !split) return 'damaged-pixels';
  const isOurs = frames.every(({ coding }) => coding === 'htj2k');
  return isOurs || codec.canShow(header.transferSyntaxUID) ? undefined : 'unsupported-syntax';
}
