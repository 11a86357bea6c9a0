/** The index of a study that lies on the user's disk, made as ingest makes it: same rows, same stacks. */
import { canDecode } from '@pacs/shared/codecs/decode-frame';
import { crc32c } from '@pacs/shared/crc32c';
import { nativeLayout } from '@pacs/shared/dicom/native-frames';
import { hasFramesTooLarge } from '@pacs/shared/dicom/split-instance';
import { placeDisplay } from '@pacs/shared/dicom/place-display';
import { transferSyntax } from '@pacs/shared/dicom/transfer-syntax';
import type { DicomHeader } from '@pacs/shared/dicom/types';
import type { BlobRef, IndexInstance } from '@pacs/shared/manifest';
import type { PatientIdentity, SeriesSummary } from '@pacs/shared/documents';
import { indexRow, internTable, type PlacedFrame } from '@pacs/shared/study/index-rows';
import { mergeIdentities, mergeSeries } from '@pacs/shared/study/merge-words';
import { regroup, type GroupedEntry } from '@pacs/shared/study/regroup';
import type { PackedBytes } from '../../intake/core/place.ts';
import type { OpenedStudy } from '../open/read-answer.ts';

export interface LocalFile extends PackedBytes {
  header: DicomHeader;
}

/** `at` and `bytes` where every frame lies in the file as it is: then it is read by a slice. */
export interface LocalPlace extends PackedBytes {
  number: number;
  native: { at: number; bytes: number } | undefined;
}

export interface LocalStudy {
  study: OpenedStudy;
  /** By ordinal of the instance in the index. */
  images: LocalPlace[];
  /** By id in the index, images and documents alike. */
  files: ReadonlyMap<string, PackedBytes>;
  /** Ids in the index by SOPInstanceUID: what documents point at. */
  ids: ReadonlyMap<string, string>;
  /** Lookup tables and overlay planes: BlobRef.at is the ordinal here. */
  tables: Uint8Array[];
}

function nativeFrames({ packing, header }: LocalFile): LocalPlace['native'] {
  const { pixelData, format, numberOfFrames } = header;
  const { encapsulated, deflated } = transferSyntax(header.transferSyntaxUID);
  if (pixelData === undefined || format === undefined || packing !== 'stored') return undefined;
  if (pixelData.encapsulated || encapsulated || deflated) return undefined;
  const { frameBits } = nativeLayout(format, numberOfFrames, pixelData.bytes ?? 0);
  return frameBits % 8 === 0 ? { at: pixelData.at, bytes: frameBits / 8 } : undefined;
}

function whyUnshowable({ header, bytes }: LocalFile): IndexInstance['unshowable'] | undefined {
  if (header.pixelData === undefined)
    return header.notes.includes('truncated') ? 'damaged-pixels' : 'no-pixels';
  if (header.format === undefined) return 'damaged-pixels';
  if (hasFramesTooLarge(header, bytes)) return 'unsupported-syntax';
  return canDecode(header.transferSyntaxUID) ? undefined : 'unsupported-syntax';
}

/** Ordinals for UIDs: nothing of the file itself gets into the index. */
function ordinals(prefix: string): (uid: string) => string {
  const known = new Map<string, string>();
  return (uid) => {
    const id = known.get(uid) ?? `${prefix}${String(known.size + 1)}`;
    known.set(uid, id);
    return id;
  };
}

function createTables(): { tables: Uint8Array[]; placeOf: (bytes: Uint8Array) => BlobRef } {
  const tables: Uint8Array[] = [];
  const byCrc = new Map<number, number[]>();
  const isSame = (a: Uint8Array | undefined, b: Uint8Array) =>
    a?.length === b.length && b.every((byte, i) => a[i] === byte);
  return {
    tables,
    placeOf(bytes) {
      const crc = crc32c(bytes);
      const alike = byCrc.get(crc) ?? [];
      let at = alike.find((ordinal) => isSame(tables[ordinal], bytes));
      if (at === undefined) {
        at = tables.push(bytes) - 1;
        byCrc.set(crc, [...alike, at]);
      }
      return { pack: 0, at, bytes: bytes.length, crc };
    },
  };
}

/** `files` are of one study, in any order; the same file twice counts once. Throws where there is none. */
export function localIndex(files: readonly LocalFile[]): LocalStudy {
  const [first] = files;
  if (first === undefined) throw new RangeError('no files');
  const formats = internTable<NonNullable<DicomHeader['format']>>([]);
  const displays = internTable<ReturnType<typeof placeDisplay>>([]);
  const { tables, placeOf } = createTables();
  const seriesId = ordinals('s');
  const images: LocalPlace[] = [];
  const filesById = new Map<string, PackedBytes>();
  const ids = new Map<string, string>();
  const instances: IndexInstance[] = [];
  const documents: OpenedStudy['index']['documents'] = [];
  const entries: GroupedEntry[] = [];
  const series: SeriesSummary[] = [];
  const identities: PatientIdentity[] = [];
  const seen = new Set<string>();

  for (const file of files) {
    const { header, data, packing, bytes } = file;
    const copyKey = `${header.sopInstanceUID}|${String(bytes)}`;
    if (seen.has(copyKey)) continue;
    seen.add(copyKey);
    const id = `i${String(seen.size)}`;
    const place: PackedBytes = { data, packing, bytes };
    filesById.set(id, place);
    if (!ids.has(header.sopInstanceUID)) ids.set(header.sopInstanceUID, id);
    const about = {
      id,
      sopClassUID: header.sopClassUID,
      modality: header.series.modality,
      series: seriesId(header.seriesInstanceUID),
    };
    series.push({ ...header.series, id: about.series });
    identities.push(header.identity);
    if (header.kind !== 'image') {
      documents.push({ ...about, ...videoOf(file) });
      continue;
    }
    const native = nativeFrames(file);
    const unshowable = whyUnshowable(file);
    images.push({ ...place, number: images.length, native });
    instances.push(
      indexRow(
        {
          ...about,
          seriesId: about.series,
          transferSyntaxUID: header.transferSyntaxUID,
          role: header.role,
          stack: header.stack,
          ...(header.format && { format: header.format }),
          ...(header.display && { display: placeDisplay(header.display, placeOf) }),
          frames: unshowable === undefined ? framesOf(file, native, placeOf) : [],
          ...(unshowable && { unshowable }),
        },
        { formats, displays },
      ),
    );
    const frameFacts = header.frames.map(({ stack }) => stack ?? {});
    entries.push({
      id,
      sopInstanceUID: header.sopInstanceUID,
      complete: !header.notes.includes('truncated'),
      lossy: header.display?.lossy ?? false,
      facts: header.stack,
      ...(frameFacts.length > 0 && { frameFacts }),
    });
  }

  const { stacks, gaps } = regroup({ instances, formats: formats.rows }, entries);
  const { identity, conflict } = mergeIdentities(first.header.identity, [], identities);
  const description = files.reduce((known, { header }) => ({ ...header.description, ...known }), {});
  const stored = seen.size;
  return {
    images,
    files: filesById,
    ids,
    tables,
    study: {
      lead: new Uint8Array(0),
      index: {
        version: 1,
        packs: [],
        formats: formats.rows,
        displays: displays.rows,
        instances,
        documents,
        stacks,
      },
      opened: {
        studyId: 'local',
        rev: 1,
        identity,
        identityConflict: conflict.length > 0,
        ...(conflict.length > 0 && { otherIdentities: conflict }),
        description,
        series: mergeSeries([], series),
        completeness: { offered: stored, stored, rejected: 0, leftOut: 0, missingByDirectory: 0, gaps },
        urls: { frames: {}, expireAtMs: 0 },
        serverNowMs: 0,
        indexBytes: 0,
      },
    },
  };
}

/** Its bytes are asked for by its id: where they lie in the file shows when it is read. */
function videoOf({ header, bytes }: LocalFile): Pick<OpenedStudy['index']['documents'][number], 'video'> {
  const { transferSyntaxUID, display } = header;
  if (transferSyntax(transferSyntaxUID).codec !== 'video') return {};
  const frameTimeMs = display?.frameTimeMs;
  const nowhere = { pack: 0, leadAt: 0, leadBytes: 0, restAt: 0, crc: 0, resolutions: [], bitOffset: 0 };
  return {
    video: {
      transferSyntaxUID,
      frame: { ...nowhere, coding: 'as-is', restBytes: bytes },
      ...(frameTimeMs !== undefined && { frameTimeMs }),
    },
  };
}

/** Lengths of coded frames are shares of the file: what they really are shows when they are read. */
function framesOf(
  { header, bytes }: LocalFile,
  native: LocalPlace['native'],
  placeOf: (bytes: Uint8Array) => BlobRef,
): PlacedFrame[] {
  const count = header.numberOfFrames;
  const share = Math.max(1, Math.floor((bytes - (header.pixelData?.at ?? 0)) / count));
  return Array.from({ length: count }, (_, number): PlacedFrame => {
    const facts = header.frames[number];
    return {
      pack: 0,
      coding: 'as-is',
      leadAt: 0,
      leadBytes: 0,
      restAt: native === undefined ? 0 : native.at + number * native.bytes,
      restBytes: native?.bytes ?? share,
      crc: 0,
      resolutions: [],
      bitOffset: 0,
      ...(facts?.display && { display: placeDisplay(facts.display, placeOf) }),
      ...(facts?.position && { position: facts.position }),
    };
  });
}
