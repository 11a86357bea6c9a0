import type { ManifestDocument, StudyDocument } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import type { StoredManifest, StudyStore } from '../ports.ts';

/** A commit takes the manifest before away: whoever read the study just then reads again. */
const triesOnCommit = 4;

export interface LoadedStudy {
  study: StudyDocument;
  manifest: StoredManifest;
}

/** undefined where there is no such study, nothing in it yet, or it is being deleted. */
async function load<T>(
  studies: StudyStore,
  studyId: string,
  manifestOf: (study: StudyDocument) => Promise<T | undefined>,
): Promise<{ study: StudyDocument; manifest: T } | undefined> {
  for (let attempt = 0; attempt < triesOnCommit; attempt += 1) {
    const stored = await studies.get(studyId);
    if (!stored || stored.study.state === 'deleting' || stored.study.rev === 0) return undefined;
    const manifest = await manifestOf(stored.study);
    if (manifest) return { study: stored.study, manifest };
  }
  throw new AppError('unavailable', { detail: 'the manifest keeps changing' });
}

export function loadStudy(studies: StudyStore, studyId: string): Promise<LoadedStudy | undefined> {
  return load(studies, studyId, ({ rev, manifestParts }) => studies.manifest(studyId, rev, manifestParts));
}

export function loadStudyHead(
  studies: StudyStore,
  studyId: string,
): Promise<{ study: StudyDocument; manifest: ManifestDocument } | undefined> {
  return load(studies, studyId, ({ rev }) => studies.manifestHead(studyId, rev));
}
