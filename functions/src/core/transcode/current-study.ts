/** The study as a transcoding finds it, at its start and again before its commit. */
import type { StudyDocument } from '@pacs/shared/documents';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import { AppError } from '@pacs/shared/errors';
import { gunzipJson } from '../gzip-json.ts';
import type { StudyContent } from '../ingest/merge-study.ts';
import type { Clock, PackToTranscode, StoredManifest, StudyStore } from '../ports.ts';

export interface CurrentStudy {
  study: StudyDocument;
  version: string;
  manifest: StoredManifest;
  content: StudyContent;
  /** Of the pack, before this one. */
  tries: number;
}

const triesOnConflict = 40;

/**
 * What `act` makes of the study as it is, again after each conflict. `done`: the pack waits no longer;
 * `gone`: the study or this life of it has ended.
 */
export async function onCurrentStudy<T>(
  ports: { studies: StudyStore; clock: Clock },
  { studyId, incarnation, pack }: PackToTranscode,
  act: (current: CurrentStudy) => Promise<T | 'conflict'>,
): Promise<T | 'done' | 'gone'> {
  for (let attempt = 0; attempt < triesOnConflict; attempt += 1) {
    if (attempt > 0) await ports.clock.wait(25 * attempt);
    const stored = await ports.studies.get(studyId);
    if (stored?.study.incarnation !== incarnation || stored.study.state === 'deleting') return 'gone';
    const { study, version } = stored;
    const waiting = study.transcode?.packs.find(({ name }) => name === pack);
    if (!waiting) return 'done';
    const manifest = await ports.studies.manifest(studyId, study.rev, study.manifestParts);
    // Another commit has taken this revision away in the meantime.
    if (!manifest) continue;
    const content = {
      index: gunzipJson(StudyIndex, manifest.index),
      ledger: gunzipJson(StudyLedger, manifest.ledger),
    };
    const result = await act({ study, version, manifest, content, tries: waiting.tries });
    if (result !== 'conflict') return result;
  }
  throw new AppError('conflict', { detail: 'study kept changing' });
}

/** The study's document with `pack` waiting no longer. */
export function withoutWaiting(study: StudyDocument, pack: string): StudyDocument {
  const { transcode, ...rest } = study;
  const packs = (transcode?.packs ?? []).filter(({ name }) => name !== pack);
  return { ...rest, ...(packs.length > 0 && { transcode: { pending: packs.length, packs } }) };
}
