/**
 * Instances of one study into packs, each file proven to come back before its pack is written. A pack holds one series,
 * for a signed URL opens a whole object, and a link may be to some series alone; where a bundle has very many, those
 * past limits.seriesPacksPerBundle share packs.
 */
import { limits } from '@pacs/shared/limits';
import type { PixelFormat } from '@pacs/shared/manifest';
import { encodeHeads } from '@pacs/shared/packs/heads';
import { type PackLayout, type PackObject, createPackLayout } from '@pacs/shared/packs/pack-layout';
import { type BlobPlaces, createBlobPlaces } from './blob-places.ts';
import { seriesIdOf } from '../identity.ts';
import type { Memory } from '../ports.ts';
import type { FrameCodec } from './codec-port.ts';
import { describeInstance } from './describe-instance.ts';
import { type DraftFile, draftFile, recipeOf, standaloneBytesOf } from './draft-file.ts';
import { gzipParts } from './gzip-parts.ts';
import { type HeldDraft, type PackRoom, largestOf, packRoom } from './pack-room.ts';
import type { ReadInstance, StudyAddition } from './packed-instance.ts';
import type { StackThumbnails } from './stack-thumbnails.ts';

export interface PackBuilderPorts {
  /** For one pack; `left` is told of frames that there was no time to transcode. */
  codec(left: () => void): FrameCodec;
  thumbnails: StackThumbnails;
  memory: Memory;
  /**
   * Puts a pack's two objects under a name nobody else uses and answers with it. `heads` is asked for once the frames are
   * written: they are let go before it is made.
   */
  write(
    frames: readonly Uint8Array[],
    heads: () => Promise<readonly Uint8Array[]>,
    isLeft: boolean,
  ): Promise<string>;
}

interface Draft extends HeldDraft {
  /** The only one in it; undefined where several share it. */
  seriesInstanceUID: string | undefined;
  codec: FrameCodec;
  isLeft: boolean;
  layout: PackLayout;
  blobs: BlobPlaces;
  files: DraftFile[];
  heldBytes: number;
}

export interface PackBuilder {
  add(instance: ReadInstance): Promise<void>;
  finish(): Promise<StudyAddition>;
}

/** `room` is shared by the studies of a bundle. */
export function createPackBuilder(
  ports: PackBuilderPorts,
  ids: { ownerKey: Uint8Array; studyId: string },
  room: PackRoom = packRoom(),
): PackBuilder {
  const addition: StudyAddition = { studyId: ids.studyId, packs: [], instances: [] };
  const drafts = new Map<string | undefined, Draft>();
  /** Series with packs of their own. */
  const apart = new Set<string>();

  const flush = async (draft: Draft) => {
    drafts.delete(draft.seriesInstanceUID);
    room.drafts.delete(draft);
    const { files, blobs, layout, heldBytes, codec, isLeft } = draft;
    if (files.length === 0) return;
    const thumbnails = await ports.thumbnails.of(files);
    for (const webp of thumbnails.values()) blobs.add(webp);
    const frames = layout.finish();
    proveLayout(files, frames);
    const pack = addition.packs.length;
    for (const [head, { instance, drafted }] of files.entries())
      addition.instances.push({
        entry: instance.entry,
        ...describeInstance(instance, drafted, { pack, head, blobs, thumbnails, ids, codec }),
      });
    const isKept = room.keep(heldBytes);
    const headParts = headsOf(files);
    let headsBytes = 0;
    const makeHeads = async () => {
      if (!isKept) frames.release();
      const heads = await gzipParts(headParts, ports.memory);
      headsBytes = heads.reduce((sum, { length }) => sum + length, 0);
      return heads;
    };
    const name = await ports.write(frames.parts, makeHeads, isLeft);
    addition.packs.push({
      name,
      ...(draft.seriesInstanceUID !== undefined && {
        series: seriesIdOf(ids.ownerKey, ids.studyId, draft.seriesInstanceUID),
      }),
      framesBytes: frames.bytes,
      headsBytes,
      ...(isKept && { held: frames }),
    });
  };

  const draftOf = (seriesInstanceUID: string): Draft => {
    if (apart.size < limits.seriesPacksPerBundle) apart.add(seriesInstanceUID);
    const key = apart.has(seriesInstanceUID) ? seriesInstanceUID : undefined;
    const draft = drafts.get(key) ?? newDraft(key, ports, flush);
    drafts.set(key, draft);
    room.drafts.add(draft);
    return draft;
  };

  return {
    async add(instance) {
      await room.makeFor(instance.file.length + standaloneBytesOf(instance));
      const draft = draftOf(instance.header.seriesInstanceUID);
      const file = await draftFile(instance, draft.layout, draft.codec);
      for (const bytes of file.blobs) draft.blobs.add(bytes);
      draft.files.push(file);
      draft.heldBytes += file.heldBytes;
      if (Math.max(draft.layout.totalBytes, draft.heldBytes) >= limits.packTargetBytes) await flush(draft);
    },
    async finish() {
      while (drafts.size > 0) await largestOf(drafts.values()).flush();
      return addition;
    },
  };
}

function newDraft(
  seriesInstanceUID: string | undefined,
  ports: PackBuilderPorts,
  flush: (draft: Draft) => Promise<void>,
): Draft {
  const layout = createPackLayout();
  const draft: Draft = {
    seriesInstanceUID,
    layout,
    blobs: createBlobPlaces(layout),
    files: [],
    heldBytes: 0,
    isLeft: false,
    flush: () => flush(draft),
    codec: ports.codec(() => {
      draft.isLeft = true;
    }),
  };
  return draft;
}

/** Every recipe's ranges hold what was proven. */
function proveLayout(files: readonly DraftFile[], frames: PackObject): void {
  for (const { at, bytes } of files.flatMap(({ payloads }) => payloads.flatMap(({ runs }) => runs)))
    if (Buffer.compare(frames.read(at, bytes.length), bytes) !== 0)
      throw new Error('a pack was laid out wrongly');
}

/** Takes the literals along: nothing else needs them. */
function headsOf(files: readonly DraftFile[]): Uint8Array[] {
  const formats = new Map<string, { number: number; format: PixelFormat }>();
  const formatNumber = (format: PixelFormat) => {
    const json = JSON.stringify(format);
    const known = formats.get(json) ?? { number: formats.size, format };
    formats.set(json, known);
    return known.number;
  };
  let literalsAt = 0;
  const recipes = files.map((file) => {
    const recipe = recipeOf(file, literalsAt, formatNumber);
    for (const { length } of file.literals) literalsAt += length;
    return recipe;
  });
  return encodeHeads(
    { version: 1, formats: [...formats.values()].map(({ format }) => format), files: recipes },
    files.flatMap(({ literals }) => literals.splice(0)),
  );
}
