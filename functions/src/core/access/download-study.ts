import { AppError } from '@pacs/shared/errors';
import { StudyIndex, StudyLedger } from '@pacs/shared/manifest';
import type { DownloadEntry, DownloadStudyResponse } from '@pacs/shared/opened';
import { gunzipJson } from '../gzip-json.ts';
import { loadStudy } from './load-study.ts';
import type { OpenStudyPorts } from './open-study.ts';
import { signHeads, signPacks } from './sign-packs.ts';
import type { Visitor } from './visitor.ts';

/**
 * For the owner: where every stored file lies, and URLs of both objects of the packs asked for. Errors: not-found,
 * also for what is another's.
 */
export async function downloadStudy(
  ports: OpenStudyPorts,
  uid: string,
  request: { studyId: string; packs: readonly number[]; entries: boolean },
  visitor: Visitor,
): Promise<DownloadStudyResponse> {
  const { studyId } = request;
  const loaded = await loadStudy(ports.studies, studyId);
  if (loaded?.study.ownerUid !== uid) throw new AppError('not-found');
  const { study, manifest } = loaded;
  const nowMs = ports.clock.now();
  const index = gunzipJson(StudyIndex, manifest.index);
  const place = { studyId, incarnation: study.incarnation, packNames: manifest.manifest.packNames };
  const [frames, heads] = await Promise.all([
    signPacks(ports.signer, place, request.packs, nowMs),
    signHeads(ports.signer, place, request.packs, nowMs),
    ports.audit.append({
      ownerUid: uid,
      studyId,
      action: 'study-downloaded',
      actor: { kind: 'owner', uid },
      from: visitor,
      outcome: 'success',
      atMs: nowMs,
    }),
  ]);
  return {
    rev: manifest.manifest.rev,
    packs: index.packs.map(({ framesBytes, headsBytes }) => ({ framesBytes, headsBytes })),
    urls: { ...frames, heads },
    entries: request.entries ? entriesOf(index, gunzipJson(StudyLedger, manifest.ledger)) : [],
    serverNowMs: nowMs,
  };
}

function entriesOf(index: StudyIndex, ledger: StudyLedger): DownloadEntry[] {
  const series = new Map([...index.instances, ...index.documents].map((one) => [one.id, one.series]));
  return ledger.entries.map(({ id, pack, head, bytes, sha256 }) => ({
    id,
    series: series.get(id) ?? '',
    pack,
    head,
    bytes,
    sha256,
  }));
}
