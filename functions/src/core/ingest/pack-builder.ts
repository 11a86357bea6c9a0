/** Instances of one study into packs, each file proven to come back before its pack is written. */
import { limits } from '@pacs/shared/limits';
import type { PixelFormat } from '@pacs/shared/manifest';
import { encodeHeads } from '@pacs/shared/packs/heads';
import { type PackLayout, type PackObject, createPackLayout } from '@pacs/shared/packs/pack-layout';
import { type BlobPlaces, createBlobPlaces } from './blob-places.ts';
import type { FrameCodec } from './codec-port.ts';
import { describeInstance } from './describe-instance.ts';
import { type DraftFile, draftFile, recipeOf } from './draft-file.ts';
import { gzipParts } from './gzip-parts.ts';
import type { ReadInstance, StudyAddition } from './packed-instance.ts';
import type { StackThumbnails } from './stack-thumbnails.ts';

export interface PackBuilderPorts {
  codec: FrameCodec;
  thumbnails: StackThumbnails;
  /** Puts a pack's two objects under a name nobody else uses and answers with it. */
  write(frames: readonly Uint8Array[], heads: readonly Uint8Array[]): Promise<string>;
}

interface Draft {
  layout: PackLayout;
  blobs: BlobPlaces;
  files: DraftFile[];
  heldBytes: number;
}

export interface PackBuilder {
  add(instance: ReadInstance): Promise<void>;
  finish(): Promise<StudyAddition>;
}

export function createPackBuilder(
  ports: PackBuilderPorts,
  ids: { ownerKey: Uint8Array; studyId: string },
): PackBuilder {
  const addition: StudyAddition = { studyId: ids.studyId, packs: [], instances: [] };
  let draft = newDraft();
  let keptBytes = 0;

  const flush = async () => {
    const { files, blobs, layout, heldBytes } = draft;
    if (files.length === 0) return;
    draft = newDraft();
    const thumbnails = await ports.thumbnails.of(files);
    for (const webp of thumbnails.values()) blobs.add(webp);
    const frames = layout.finish();
    proveLayout(files, frames);
    const heads = await gzipParts(headsOf(files));
    const name = await ports.write(frames.parts, heads);
    const pack = addition.packs.length;
    for (const [head, { instance, drafted }] of files.entries())
      addition.instances.push({
        entry: instance.entry,
        ...describeInstance(instance, drafted, { pack, head, blobs, thumbnails, ids, codec: ports.codec }),
      });
    const isKept = keptBytes + heldBytes <= limits.packKeptMaxBytes;
    if (isKept) keptBytes += heldBytes;
    addition.packs.push({
      name,
      framesBytes: frames.bytes,
      headsBytes: heads.reduce((sum, { length }) => sum + length, 0),
      ...(isKept && { held: frames }),
    });
  };

  return {
    async add(instance) {
      if (draft.heldBytes + instance.file.length > limits.packHeldMaxBytes) await flush();
      const file = await draftFile(instance, draft.layout, ports.codec);
      for (const bytes of file.blobs) draft.blobs.add(bytes);
      draft.files.push(file);
      draft.heldBytes += file.heldBytes;
      if (draft.layout.totalBytes >= limits.packTargetBytes) await flush();
    },
    async finish() {
      await flush();
      return addition;
    },
  };
}

function newDraft(): Draft {
  const layout = createPackLayout();
  return { layout, blobs: createBlobPlaces(layout), files: [], heldBytes: 0 };
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
