import type { LinkDocument, StudyDocument } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { OpenLinkRequest, SignedUrls } from '@pacs/shared/opened';
import { type OpenedParts, describeOpened } from '../access/describe-opened.ts';
import { type LoadedStudy, loadStudy, loadStudyHead } from '../access/load-study.ts';
import { signPacks } from '../access/sign-packs.ts';
import type { Visitor } from '../access/visitor.ts';
import { sha256Hex } from '../identity.ts';
import type { AuditLog, Clock, FailureLimiter, LinkStore, Random, StudyStore, UrlSigner } from '../ports.ts';
import { newToken } from '../tokens.ts';

export interface OpenLinkPorts {
  links: LinkStore;
  studies: StudyStore;
  audit: AuditLog;
  signer: UrlSigner;
  limiter: FailureLimiter;
  clock: Clock;
  random: Random;
}

/** Writing "seen" at every renewal would cost more than it says. */
const seenGranularityMs = 10 * 60_000;

const isLive = (link: LinkDocument, nowMs: number) =>
  link.revokedAtMs === undefined && nowMs < link.expiresAtMs;

/** The study is still the one that was shared, and may be. */
const isShared = (link: LinkDocument, study: StudyDocument) =>
  study.ownerUid === link.ownerUid &&
  study.incarnation === link.incarnation &&
  (study.identityConflict ?? []).length === 0;

/**
 * Without an account. A valid `session` of this link goes on and spends nothing; else a new one begins, which
 * takes the token.
 * Errors: link-unavailable, the same for an unknown, expired or revoked link and a study that is gone;
 * too-many-requests for addresses that keep showing such tokens; a live link opens from there all the same.
 */
export async function openLink(
  ports: OpenLinkPorts,
  request: OpenLinkRequest,
  from: Visitor & { fullAddress: string },
): Promise<OpenedParts> {
  const nowMs = ports.clock.now();
  const linkId = 'token' in request ? sha256Hex(request.token) : request.linkId;
  const visitor: Visitor = { address: from.address, browser: from.browser };
  const link = await ports.links.get(linkId);
  const event = link && {
    ownerUid: link.ownerUid,
    studyId: link.studyId,
    actor: { kind: 'link' as const, linkId },
    from: visitor,
    atMs: nowMs,
  };
  const isOpenable = link !== undefined && isLive(link, nowMs);
  const [loaded, goesOn] = isOpenable
    ? await Promise.all([
        loadStudy(ports.studies, link.studyId),
        request.session !== undefined && isOpenSession(ports, linkId, request.session, nowMs),
      ])
    : [undefined, false];
  if (!link || !event || !loaded || !isShared(link, loaded.study)) {
    const { limiter } = ports;
    if (limiter.blocked(from.fullAddress, nowMs) || !(await limiter.failed(from.fullAddress, nowMs)))
      throw new AppError('too-many-requests');
    if (event) await ports.audit.append({ ...event, action: 'link-refused', outcome: 'refused' });
    throw new AppError('link-unavailable');
  }

  // The id of a link is no secret: without its token nothing new begins.
  if (!goesOn && !('token' in request)) throw new AppError('link-unavailable');
  const session = goesOn && request.session !== undefined ? request.session : newToken(ports.random);
  const { packNames, first } = loaded.manifest.manifest;
  const place = { studyId: link.studyId, incarnation: loaded.study.incarnation, packNames };
  const seen = { createdAtMs: nowMs, lastSeenAtMs: nowMs };
  const opened = { ...event, action: 'link-opened' as const, outcome: 'success' as const };
  // The answer leaves only once the opening is on record.
  const [urls] = await Promise.all([
    signPacks(ports.signer, place, first?.packs ?? [], nowMs, link.expiresAtMs),
    goesOn ? undefined : ports.links.open(linkId, sha256Hex(session), seen, opened),
  ]);
  const { studyInstanceUID: _uid, accessionNumber: _accession, ...description } = loaded.study.description;
  return describeOpened(link.studyId, loaded, {
    urls,
    serverNowMs: nowMs,
    description,
    link: { linkId, session, expiresAtMs: link.expiresAtMs },
  });
}

async function isOpenSession(
  ports: Pick<OpenLinkPorts, 'links'>,
  linkId: string,
  session: string,
  nowMs: number,
): Promise<boolean> {
  const sessionId = sha256Hex(session);
  const known = await ports.links.session(linkId, sessionId);
  if (!known || nowMs - known.lastSeenAtMs > limits.linkSessionIdleMs) return false;
  if (nowMs - known.lastSeenAtMs > seenGranularityMs) await ports.links.touch(linkId, sessionId, nowMs);
  return true;
}

/** Errors: link-unavailable. */
async function linkOfSession(
  ports: Pick<OpenLinkPorts, 'links'>,
  { linkId, session }: { linkId: string; session: string },
  nowMs: number,
): Promise<LinkDocument> {
  const link = await ports.links.get(linkId);
  if (!link || !isLive(link, nowMs) || !(await isOpenSession(ports, linkId, session, nowMs)))
    throw new AppError('link-unavailable');
  return link;
}

/** All of the study that a live session shows. Errors: link-unavailable. */
export async function studyOfSession(
  ports: Pick<OpenLinkPorts, 'links' | 'studies'>,
  request: { linkId: string; session: string },
  nowMs: number,
): Promise<{ link: LinkDocument; loaded: LoadedStudy }> {
  const link = await linkOfSession(ports, request, nowMs);
  const loaded = await loadStudy(ports.studies, link.studyId);
  if (!loaded || !isShared(link, loaded.study)) throw new AppError('link-unavailable');
  return { link, loaded };
}

/** Fresh URLs within a session. Errors: link-unavailable. */
export async function renewLink(
  ports: OpenLinkPorts,
  request: { linkId: string; session: string; packs: readonly number[] },
): Promise<SignedUrls> {
  const nowMs = ports.clock.now();
  const link = await linkOfSession(ports, request, nowMs);
  const loaded = await loadStudyHead(ports.studies, link.studyId);
  if (!loaded || !isShared(link, loaded.study)) throw new AppError('link-unavailable');
  const place = {
    studyId: link.studyId,
    incarnation: loaded.study.incarnation,
    packNames: loaded.manifest.packNames,
  };
  return signPacks(ports.signer, place, request.packs, nowMs, link.expiresAtMs);
}
