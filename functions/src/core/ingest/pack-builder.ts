/** Instances of one study into packs, each proven to give its files back before it is written. */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { blobsOf } from '@pacs/shared/dicom/place-display';
import type { RawDisplay } from '@pacs/shared/dicom/types';
import type { PixelFormat } from '@pacs/shared/manifest';
import { limits } from '@pacs/shared/limits';
import { type FileRecipe, decodeHeads, encodeHeads } from '@pacs/shared/packs/heads';
import { type PackLayout, createPackLayout } from '@pacs/shared/packs/pack-layout';
import { rebuildFile } from '@pacs/shared/packs/rebuild-file';
import type { FrameCodec } from './codec-port.ts';
import { type DraftFrames, draftFrames } from './draft-frames.ts';
import { describeInstance } from './describe-instance.ts';
import type { ReadInstance, StudyAddition } from './packed-instance.ts';
import { type BlobPlaces, createBlobPlaces } from './blob-places.ts';

export interface PackBuilderPorts {
  codec: FrameCodec;
  /** Puts a pack's two objects under a name nobody else uses and answers with it. */
  write(frames: Uint8Array, heads: Uint8Array): Promise<string>;
}

export interface DraftInstance {
  instance: ReadInstance;
  drafted: DraftFrames;
  /** The recipe failed its proof: the file is one literal. */
  verbatim: boolean;
}

interface Draft {
  layout: PackLayout;
  blobs: BlobPlaces;
  instances: DraftInstance[];
  headBytes: number;
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

  const flush = async () => {
    if (draft.instances.length === 0) return;
    const frames = draft.layout.finish();
    const heads = await provenHeads(draft.instances, frames, ports.codec);
    const name = await ports.write(frames, heads);
    const pack = addition.packs.length;
    for (const [head, { instance, drafted }] of draft.instances.entries())
      addition.instances.push({
        entry: instance.entry,
        ...describeInstance(instance, drafted, { pack, head, blobs: draft.blobs, ids, codec: ports.codec }),
      });
    const heldBytes = addition.packs.reduce((sum, { held }) => sum + (held?.length ?? 0), frames.length);
    addition.packs.push({
      name,
      framesBytes: frames.length,
      headsBytes: heads.length,
      ...(heldBytes <= limits.bundleMaxBytes && { held: frames }),
    });
    draft = newDraft();
  };

  return {
    async add(instance) {
      const drafted = await draftFrames(instance, draft.layout, ports.codec);
      for (const display of displaysOf(instance))
        for (const bytes of blobsOf(display)) draft.blobs.add(bytes);
      draft.instances.push({ instance, drafted, verbatim: false });
      // The files themselves are held until the proof.
      draft.headBytes += instance.file.length;
      if (draft.layout.totalBytes >= limits.packTargetBytes || draft.headBytes >= limits.packHeldMaxBytes)
        await flush();
    },
    async finish() {
      await flush();
      return addition;
    },
  };
}

function newDraft(): Draft {
  const layout = createPackLayout();
  return { layout, blobs: createBlobPlaces(layout), instances: [], headBytes: 0 };
}

function displaysOf({ header }: ReadInstance): RawDisplay[] {
  return [header.display, ...header.frames.map(({ display }) => display)].filter(
    (display) => display !== undefined,
  );
}

/** gzip of the heads. Whatever does not come back byte for byte is kept verbatim, and that is proven too. */
async function provenHeads(
  drafts: readonly DraftInstance[],
  frames: Uint8Array,
  codec: FrameCodec,
): Promise<Uint8Array> {
  for (;;) {
    const heads = gzipSync(composeHeads(drafts));
    const body = decodeHeads(gunzipSync(heads));
    const source = {
      read: (at: number, bytes: number) => Promise.resolve(frames.subarray(at, at + bytes)),
      decodeNative: (codestream: Uint8Array, format: PixelFormat) => codec.decodeNative(codestream, format),
    };
    const failed: DraftInstance[] = [];
    for (const [file, draft] of drafts.entries()) {
      const rebuilt = await rebuildFile(body, file, source).catch(() => undefined);
      const digest = rebuilt && createHash('sha256').update(rebuilt).digest('base64url');
      if (digest !== draft.instance.sha256) failed.push(draft);
    }
    if (failed.length === 0) return heads;
    if (failed.some(({ verbatim }) => verbatim)) throw new Error('a verbatim file does not come back');
    for (const draft of failed) draft.verbatim = true;
  }
}

function composeHeads(drafts: readonly DraftInstance[]): Uint8Array {
  const formats: PixelFormat[] = [];
  const literals: Uint8Array[] = [];
  let literalsAt = 0;
  const files = drafts.map((draft): FileRecipe => {
    const { file, sha256, header, split } = draft.instance;
    const whole = draft.verbatim || !split;
    const segments = whole ? [{ kind: 'literal' as const, at: 0, bytes: file.length }] : split.segments;
    const recipe: FileRecipe = { sha256, bytes: file.length, literalsAt, pieces: [], payloads: [] };
    for (const segment of segments)
      if (segment.kind === 'payload') recipe.pieces.push({ payload: segment.payload });
      else {
        recipe.pieces.push({ literal: segment.bytes });
        literals.push(file.subarray(segment.at, segment.at + segment.bytes));
        literalsAt += segment.bytes;
      }
    if (!whole) {
      const format = header.format && formatNumber(formats, header.format);
      recipe.payloads = draft.drafted.payloads.map(({ coding, runs }) => ({
        coding,
        ranges: runs.map(({ at, bytes }): [number, number] => [at, bytes.length]),
        ...(coding === 'htj2k' && format !== undefined && { format }),
      }));
    }
    return recipe;
  });
  return encodeHeads({ version: 1, formats, files }, literals);
}

function formatNumber(formats: PixelFormat[], format: PixelFormat): number {
  const json = JSON.stringify(format);
  const known = formats.findIndex((other) => JSON.stringify(other) === json);
  return known >= 0 ? known : formats.push(format) - 1;
}
