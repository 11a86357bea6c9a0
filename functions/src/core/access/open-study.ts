import { AppError } from '@pacs/shared/errors';
import type { SignedUrls } from '@pacs/shared/opened';
import type { AuditLog, Clock, StudyStore, UrlSigner } from '../ports.ts';
import { type OpenedParts, describeOpened } from './describe-opened.ts';
import { loadStudy, loadStudyHead } from './load-study.ts';
import { signPacks } from './sign-packs.ts';
import type { Visitor } from './visitor.ts';

export interface OpenStudyPorts {
  studies: StudyStore;
  audit: AuditLog;
  signer: UrlSigner;
  clock: Clock;
}

/** For the owner. Errors: not-found, also for what is another's. */
export async function openStudy(
  ports: OpenStudyPorts,
  uid: string,
  studyId: string,
  visitor: Visitor,
): Promise<OpenedParts> {
  const loaded = await loadStudy(ports.studies, studyId);
  if (loaded?.study.ownerUid !== uid) throw new AppError('not-found');
  const nowMs = ports.clock.now();
  const { packNames, first } = loaded.manifest.manifest;
  const place = { studyId, incarnation: loaded.study.incarnation, packNames };
  const [urls] = await Promise.all([
    signPacks(ports.signer, place, first?.packs ?? [], nowMs),
    ports.audit.append({
      ownerUid: uid,
      studyId,
      action: 'study-opened',
      actor: { kind: 'owner', uid },
      from: visitor,
      outcome: 'success',
      atMs: nowMs,
    }),
  ]);
  const { study, manifest } = loaded;
  const { description, incarnation } = study;
  const more = { urls, serverNowMs: nowMs, description, incarnation };
  return describeOpened({ ...study, studyId }, manifest, more);
}

/** Fresh URLs for these packs. Errors: not-found. */
export async function renewStudy(
  ports: OpenStudyPorts,
  uid: string,
  studyId: string,
  packs: readonly number[],
): Promise<SignedUrls> {
  const loaded = await loadStudyHead(ports.studies, studyId);
  if (loaded?.study.ownerUid !== uid) throw new AppError('not-found');
  const place = {
    studyId,
    incarnation: loaded.study.incarnation,
    packNames: loaded.manifest.packNames,
  };
  return signPacks(ports.signer, place, packs, ports.clock.now());
}
