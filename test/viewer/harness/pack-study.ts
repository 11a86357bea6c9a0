/** A study ingested in memory by the product's own ingest, to be opened by the viewer without any emulator. */
import { gzipSync } from 'node:zlib';
import type { UploadDocument } from '@pacs/shared/documents';
import type { StudyIndex } from '@pacs/shared/manifest';
import type { Opened } from '@pacs/shared/opened';
import { htj2kCodec } from '../../../functions/src/adapters/htj2k-codec.ts';
import { describeStudy } from '../../../functions/src/core/ingest/describe-study.ts';
import { emptyStudy, mergeStudy } from '../../../functions/src/core/ingest/merge-study.ts';
import { chooseOpening } from '../../../functions/src/core/ingest/opening.ts';
import { createPackBuilder } from '../../../functions/src/core/ingest/pack-builder.ts';
import { sharpThumbnailer } from '../../../functions/src/adapters/sharp-thumbnailer.ts';
import { stackThumbnails } from '../../../functions/src/core/ingest/stack-thumbnails.ts';
import { readInstance } from '../../../functions/src/core/ingest/read-instance.ts';

export interface PackedStudy {
  index: StudyIndex;
  opened: Omit<Opened, 'urls' | 'serverNowMs' | 'indexBytes'>;
  indexGzip: Uint8Array;
  lead: Uint8Array;
  /** `.frames` objects by pack number. */
  packs: Uint8Array[];
}

const upload: UploadDocument = {
  ownerUid: 'owner',
  state: 'finished',
  bucket: 'bucket',
  studyId: 'study',
  incarnation: 'one',
  studyIds: [],
  bundles: {},
  leftOut: 0,
  missingByDirectory: 0,
  createdAtMs: 0,
  expiresAtMs: 1,
};

export async function packStudy(studyId: string, files: readonly Uint8Array[]): Promise<PackedStudy> {
  const packs: Uint8Array[] = [];
  const builder = createPackBuilder(
    {
      codec: () => htj2kCodec(),
      thumbnails: stackThumbnails(sharpThumbnailer, { now: () => Date.now() }),
      memory: { taken: () => undefined },
      write: (frames) => Promise.resolve(`pack-${String(packs.push(Buffer.concat(frames)) - 1)}`),
    },
    { ownerKey: new Uint8Array(32), studyId },
  );
  for (const [entry, file] of files.entries()) {
    const read = readInstance(entry, file);
    if (read.status === 'read') await builder.add(read.instance);
  }
  const merged = mergeStudy(emptyStudy(), await builder.finish());
  const { index } = merged;
  const study = describeStudy(undefined, merged, {
    ownerUid: 'owner',
    studyId,
    incarnation: 'one',
    uploadId: 'upload',
    upload: { ...upload, studyId },
    manifestParts: 1,
    nowMs: Date.now(),
  });
  const opening = await chooseOpening(
    index,
    { read: (pack, at, bytes) => Promise.resolve(packs[pack]?.subarray(at, at + bytes) ?? new Uint8Array()) },
    undefined,
  );
  return {
    index,
    packs,
    indexGzip: gzipSync(JSON.stringify(index)),
    lead: opening?.firstLead ?? new Uint8Array(),
    opened: {
      studyId,
      rev: 1,
      identity: study.identity,
      identityConflict: (study.identityConflict ?? []).length > 0,
      description: study.description,
      series: study.series,
      completeness: study.completeness,
      ...(opening && {
        first: {
          instance: opening.first.instance,
          frame: opening.first.frame,
          bytes: opening.firstLead.length,
        },
      }),
    },
  };
}
