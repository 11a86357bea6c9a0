import type { StudyDocument } from '@pacs/shared/documents';
import type { LinkDocument } from '@pacs/shared/link-documents';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { LinkAlert } from '@pacs/shared/messages';
import type { OpenLinkRequest, SignedUrls } from '@pacs/shared/opened';
import { type OpenedParts, describeOpened } from '../access/describe-opened.ts';
import { showsAllPacks, viewOfLink } from '../access/link-view.ts';
import { type LoadedStudy, loadStudy, loadStudyHead } from '../access/load-study.ts';
import { signPacks } from '../access/sign-packs.ts';
import type { Visitor } from '../access/visitor.ts';
import { sha256Hex } from '../identity.ts';
import type { AuditLog, FailureLimiter, Random, StudyStore, UrlSigner } from '../ports.ts';
import { newToken } from '../tokens.ts';
import { type TellPorts, toldOf } from './alerts.ts';
import { beginSession, isSpent } from './begin-session.ts';
import { type PasscodePorts, isLocked, tryPasscode } from './passcode.ts';

export interface OpenLinkPorts extends PasscodePorts, TellPorts {
  studies: StudyStore;
  audit: AuditLog;
  signer: UrlSigner;
  limiter: FailureLimiter;
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

/** Of an opening; the visitor is told before. */
const costsOf = ({ maxViews, alerts = [] }: LinkDocument) => ({
  counts: Number(maxViews !== undefined),
  tells: Number(alerts.length > 0),
});

/** What costs something to open, or tells somebody, must not open for whoever only follows it: scanners of mail do. */
const asksFirst = (link: LinkDocument) => Object.values(costsOf(link)).some((cost) => cost > 0);

/**
 * Without an account. A valid `session` of this link goes on and spends nothing; else a new one begins, which
 * takes the token, and what the link asks for: a passcode, or that a person has pressed the button.
 * Errors: link-unavailable, the same for an unknown, expired, revoked, spent or locked link and a study that is gone;
 * too-many-requests for addresses that keep showing such tokens (a live link opens from there all the same) and where
 * too many passcodes are tried at once; link-asks-confirmation; link-asks-passcode, after a wrong one with `triesLeft`.
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
  const refuse = async (): Promise<never> => {
    const { limiter } = ports;
    if (limiter.blocked(from.fullAddress, nowMs) || !(await limiter.failed(from.fullAddress, nowMs)))
      throw new AppError('too-many-requests');
    if (event)
      await ports.audit.countRefusal(linkId, { ...event, action: 'link-refused', outcome: 'refused' });
    throw new AppError('link-unavailable');
  };
  if (!link || !event || !isLive(link, nowMs)) return refuse();
  const [loaded, idKey, goesOn] = await Promise.all([
    loadStudy(ports.studies, link.studyId),
    idKeyOf(ports, linkId, link),
    request.session !== undefined && isOpenSession(ports, linkId, request.session, nowMs),
  ]);
  if (!loaded || !isShared(link, loaded.study)) return refuse();

  const tellOf = (what: LinkAlert) => toldOf(ports, what, { linkId, link }, nowMs);
  if (!goesOn) {
    // The id of a link is no secret: without its token nothing new begins.
    if (!('token' in request)) throw new AppError('link-unavailable');
    if (isSpent(link) || isLocked(link)) return refuse();
    if (link.passcode) {
      const { passcode } = request;
      if (passcode === undefined) throw new AppError('link-asks-passcode', { facts: costsOf(link) });
      const tried = await tryPasscode(ports, {
        linkId,
        passcode,
        rules: link.passcode,
        event,
        tell: () => tellOf('locked'),
      });
      if (tried === 'locked') return refuse();
      if (tried !== 'right') throw new AppError('link-asks-passcode', { facts: tried });
    } else if (asksFirst(link) && request.confirmed !== true)
      throw new AppError('link-asks-confirmation', { facts: costsOf(link) });
  }
  const session = goesOn && request.session !== undefined ? request.session : newToken(ports.random);
  const view = viewOfLink(link, idKey, loaded);
  const { packNames } = view.manifest.manifest;
  const place = { studyId: link.studyId, incarnation: loaded.study.incarnation, packNames };
  const beginning = {
    linkId,
    link,
    sessionId: sha256Hex(session),
    session: { createdAtMs: nowMs, lastSeenAtMs: nowMs },
    told: goesOn || link.opens > 0 ? undefined : await tellOf('opened'),
  };
  // The answer leaves only once the opening is on record.
  const [urls, isOpen] = await Promise.all([
    signPacks(ports.signer, place, view.firstPacks, nowMs, link.expiresAtMs),
    goesOn || beginSession(ports, beginning, { ...event, action: 'link-opened', outcome: 'success' }),
  ]);
  if (!isOpen) return refuse();
  return describeOpened(view.told, view.manifest, {
    urls,
    serverNowMs: nowMs,
    description: view.told.description,
    link: {
      linkId,
      session,
      expiresAtMs: link.expiresAtMs,
      ...(link.download === true && { download: true }),
    },
  });
}

const idKeyOf = async ({ links }: Pick<OpenLinkPorts, 'links'>, linkId: string, link: LinkDocument) =>
  link.withoutIdentity === true ? links.idKey(linkId) : undefined;

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
  // Which packs there are for some of the series only the index knows.
  const [found, idKey] = await Promise.all([
    showsAllPacks(link) ? loadStudyHead(ports.studies, link.studyId) : loadStudy(ports.studies, link.studyId),
    idKeyOf(ports, request.linkId, link),
  ]);
  if (!found || !isShared(link, found.study)) throw new AppError('link-unavailable');
  const { packNames } =
    'packNames' in found.manifest
      ? found.manifest
      : viewOfLink(link, idKey, { study: found.study, manifest: found.manifest }).manifest.manifest;
  const place = { studyId: link.studyId, incarnation: found.study.incarnation, packNames };
  return signPacks(ports.signer, place, request.packs, nowMs, link.expiresAtMs);
}
