/** One part of an export: what lies in documents, or the files of some packs of one study. */
import type { ExportDocument, ExportPart } from '@pacs/shared/account';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import { objectNames } from '@pacs/shared/paths';
import { keptDays } from '@pacs/shared/retention';
import { writeStudyZip } from '@pacs/shared/packs/study-zip';
import { loadStudy } from '../../access/load-study.ts';
import { gunzipJson } from '../../gzip-json.ts';
import type { Clock, StudyStore } from '../../ports.ts';
import {
  type ExportObjects,
  type ExportQueue,
  type OwnedRecords,
  type StoredExport,
  stepOf,
} from './export-ports.ts';
import { type PackFilesPorts, packFiles } from './pack-files.ts';
import { writeRecordsZip } from './records-zip.ts';

export interface MakePartPorts extends PackFilesPorts {
  exports: ExportObjects;
  exportQueue: ExportQueue;
  records: OwnedRecords;
  studies: StudyStore;
  clock: Clock;
}

const dayMs = 86_400_000;
/** Of stored packs: minutes of one task, also where one of them alone is larger. */
const partBytes = 256 * 1024 * 1024;
const maxTries = 4;

export type PartResult = 'part' | 'ready' | 'failed' | 'gone';

/**
 * Makes the next part and puts the one after it into the queue. Rejects where a retry can mend it. Two at once make the
 * same part, and one of them counts.
 */
export async function makePart(ports: MakePartPorts, exportId: string): Promise<PartResult> {
  const found = await begin(ports, exportId);
  if (!found || found === 'failed') return found ?? 'gone';
  const { document } = found;
  const made =
    document.parts.length === 0
      ? { part: await recordsPart(ports, exportId, document.ownerUid), study: 0, pack: 0 }
      : await studyPart(ports, exportId, document);
  const { part, ...cursor } = made;
  const isReady = cursor.study >= document.studyIds.length;
  const nowMs = ports.clock.now();
  const next: ExportDocument = {
    ...document,
    ...cursor,
    tries: 0,
    parts: part ? [...document.parts, part] : document.parts,
    updatedAtMs: nowMs,
    ...(isReady && { state: 'ready', expiresAtMs: nowMs + keptDays.exports * dayMs }),
  };
  if ((await ports.exports.store.replace(exportId, next, found.version)) === 'conflict') return 'gone';
  if (isReady) return 'ready';
  await ports.exportQueue.enqueue(exportId, stepOf(next));
  return 'part';
}

/** Counts the try, so that what cannot be made ends as failed. */
async function begin(
  { exports: { store }, clock }: MakePartPorts,
  exportId: string,
): Promise<StoredExport | 'failed' | undefined> {
  const found = await store.get(exportId);
  if (found?.document.state !== 'preparing') return undefined;
  const isOver = found.document.tries >= maxTries;
  const counted: ExportDocument = {
    ...found.document,
    tries: found.document.tries + 1,
    updatedAtMs: clock.now(),
    ...(isOver && { state: 'failed' }),
  };
  if ((await store.replace(exportId, counted, found.version)) === 'conflict') return undefined;
  return isOver ? 'failed' : store.get(exportId);
}

async function recordsPart(
  { exports, records }: MakePartPorts,
  exportId: string,
  uid: string,
): Promise<ExportPart> {
  const name = 'account.zip';
  const bytes = await exports.write(objectNames.exportPart(exportId, name), (into) =>
    writeRecordsZip(records, uid, into),
  );
  return { name, bytes, failed: 0 };
}

interface Made {
  /** Absent: the study is not there any more, or has no files. */
  part?: ExportPart;
  study: number;
  pack: number;
}

async function studyPart(
  ports: MakePartPorts,
  exportId: string,
  { ownerUid, studyIds, study, pack, parts }: ExportDocument,
): Promise<Made> {
  const passed: Made = { study: study + 1, pack: 0 };
  const studyId = studyIds[study] ?? '';
  const loaded = await loadStudy(ports.studies, studyId);
  if (loaded?.study.ownerUid !== ownerUid) return passed;
  const { manifest } = loaded;
  const index = gunzipJson(StudyIndex, manifest.index);
  const { entries } = gunzipJson(StudyLedger, manifest.ledger);
  const until = lastPack(index.packs, pack);
  const seriesOf = new Map([...index.instances, ...index.documents].map((one) => [one.id, one.series]));
  const wanted = entries
    .filter((entry) => entry.pack >= pack && entry.pack < until)
    .map((entry) => ({ ...entry, series: seriesOf.get(entry.id) ?? '' }))
    .sort((a, b) => a.pack - b.pack || a.head - b.head);
  const cursor = until < index.packs.length ? { study, pack: until } : passed;
  if (wanted.length === 0) return cursor;
  const place = {
    studyId,
    incarnation: loaded.study.incarnation,
    packNames: manifest.manifest.packNames,
    packs: index.packs,
  };
  const number = parts.filter((part) => part.studyId === studyId).length + 1;
  const name = `study-${String(study + 1).padStart(4, '0')}-${String(number)}.zip`;
  let failed = 0;
  const bytes = await ports.exports.write(objectNames.exportPart(exportId, name), async (into) => {
    const files = packFiles(ports, place, wanted);
    const done = await writeStudyZip(files, into, new AbortController().signal, () => undefined);
    failed = done.failed.length;
  });
  return { part: { name, bytes, studyId, failed }, ...cursor };
}

/** The first pack that is not in this part any more. */
function lastPack(packs: StudyIndex['packs'], from: number): number {
  let bytes = 0;
  let number = from;
  do {
    const { framesBytes = 0, headsBytes = 0 } = packs[number] ?? {};
    bytes += framesBytes + headsBytes;
    number += 1;
    const next = packs[number];
    if (next && bytes + next.framesBytes + next.headsBytes > partBytes) break;
  } while (number < packs.length);
  return number;
}
