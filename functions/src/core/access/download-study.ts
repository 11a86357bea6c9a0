import type { AuditDocument } from '@pacs/shared/audit-document';
import { AppError } from '@pacs/shared/errors';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import type { DownloadEntry, DownloadStudyRequest, DownloadStudyResponse } from '@pacs/shared/opened';
import { gunzipJson } from '../gzip-json.ts';
import { studyOfSession } from '../links/open-link.ts';
import type { LinkStore } from '../links/link-ports.ts';
import { viewOfLink } from './link-view.ts';
import { type LoadedStudy, loadStudy } from './load-study.ts';
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
  request: Extract<DownloadStudyRequest, { studyId: string }>,
  visitor: Visitor,
): Promise<DownloadStudyResponse> {
  const { studyId } = request;
  const loaded = await loadStudy(ports.studies, studyId);
  if (loaded?.study.ownerUid !== uid) throw new AppError('not-found');
  const packs = [...loaded.manifest.manifest.packNames.keys()];
  return handOut(ports, request, { studyId, loaded, packs, actor: { kind: 'owner', uid }, visitor });
}

/** Within the session of a link that allows it: what the link shows, no other. Errors: link-unavailable, not-found. */
export async function downloadLinked(
  ports: OpenStudyPorts & { links: LinkStore },
  request: Extract<DownloadStudyRequest, { linkId: string }>,
  visitor: Visitor,
): Promise<DownloadStudyResponse> {
  const { link, loaded } = await studyOfSession(ports, request, ports.clock.now());
  if (link.download !== true || link.withoutIdentity === true) throw new AppError('not-found');
  const { manifest, packs } = viewOfLink(link, undefined, loaded);
  return handOut(ports, request, {
    studyId: link.studyId,
    loaded: { study: loaded.study, manifest },
    packs,
    actor: { kind: 'link', linkId: request.linkId },
    visitor,
    notAfterMs: link.expiresAtMs,
  });
}

interface Allowed {
  studyId: string;
  /** What may be seen of it. */
  loaded: LoadedStudy;
  /** The study's own numbers of its packs. */
  packs: readonly (number | undefined)[];
  actor: AuditDocument['actor'];
  visitor: Visitor;
  notAfterMs?: number;
}

async function handOut(
  ports: OpenStudyPorts,
  asked: { packs: readonly number[]; entries: boolean },
  { studyId, loaded: { study, manifest }, packs, actor, visitor, notAfterMs }: Allowed,
): Promise<DownloadStudyResponse> {
  const nowMs = ports.clock.now();
  const index = gunzipJson(StudyIndex, manifest.index);
  const place = { studyId, incarnation: study.incarnation, packNames: manifest.manifest.packNames };
  const [frames, heads] = await Promise.all([
    signPacks(ports.signer, place, asked.packs, nowMs, notAfterMs),
    signHeads(ports.signer, place, asked.packs, nowMs, notAfterMs),
    ports.audit.append({
      ownerUid: study.ownerUid,
      studyId,
      action: 'study-downloaded',
      actor,
      from: visitor,
      outcome: 'success',
      atMs: nowMs,
    }),
  ]);
  return {
    rev: manifest.manifest.rev,
    packs: index.packs.map(({ framesBytes, headsBytes }) => ({ framesBytes, headsBytes })),
    urls: { ...frames, heads },
    entries: asked.entries ? entriesOf(index, gunzipJson(StudyLedger, manifest.ledger), packs) : [],
    serverNowMs: nowMs,
  };
}

/** Files in packs that the index names. */
function entriesOf(
  index: StudyIndex,
  ledger: StudyLedger,
  packs: readonly (number | undefined)[],
): DownloadEntry[] {
  const seriesOf = new Map([...index.instances, ...index.documents].map((one) => [one.id, one.series]));
  const numbers = new Map(packs.map((pack, number) => [pack, number]));
  return ledger.entries.flatMap(({ id, pack, head, bytes, sha256 }) => {
    const number = numbers.get(pack);
    return number === undefined
      ? []
      : [{ id, series: seriesOf.get(id) ?? '', pack: number, head, bytes, sha256 }];
  });
}
