import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { type PasscodeDocument, possibleAlerts } from '@pacs/shared/link-documents';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import { loadStudy } from '../access/load-study.ts';
import { leftOutWithoutIdentity } from '../access/without-identity/without-identity.ts';
import { gunzipJson } from '../gzip-json.ts';
import { sha256Hex } from '../identity.ts';
import type { Random, StudyStore } from '../ports.ts';
import { newKey, newToken } from '../tokens.ts';
import { alertDueMs } from './alerts.ts';
import { expiryOf } from './expiry.ts';
import { type PasscodePorts, plainPasscode } from './passcode.ts';

export interface CreateLinkPorts extends PasscodePorts {
  studies: StudyStore;
  random: Random;
}

const triesOnConflict = 16;

/** Errors: not-found, identity-conflict (the owner has to decide first), too-many-requests, conflict, invalid-argument, series-inseparable,
 * nothing-without-identity. */
export async function createLink(
  ports: CreateLinkPorts,
  ownerUid: string,
  {
    studyId,
    note,
    series,
    download,
    withoutIdentity,
    maxViews,
    passcode,
    alerts: asked = [],
    ...expiry
  }: CallableRequest<'createLink'>,
): Promise<CallableResponse<'createLink'>> {
  // The files are full of it.
  if (download === true && withoutIdentity === true) throw new AppError('invalid-argument');
  const token = newToken(ports.random);
  const linkId = sha256Hex(token);
  const words = passcode && plainPasscode(passcode.words);
  if (words !== undefined && words.length < limits.passcodeMinLength) throw new AppError('invalid-argument');
  let hash: PasscodeDocument | undefined;
  for (let attempt = 0; attempt < triesOnConflict; attempt += 1) {
    if (attempt > 0) await ports.clock.wait(25 * attempt);
    const stored = await ports.studies.get(studyId);
    if (stored?.study.ownerUid !== ownerUid || stored.study.state === 'deleting')
      throw new AppError('not-found');
    if ((stored.study.identityConflict ?? []).length > 0) throw new AppError('identity-conflict');
    // The count is at least as new as the study, whose version every new link moves.
    if ((await ports.links.countOfStudy(ownerUid, studyId)) >= limits.linksPerStudy)
      throw new AppError('too-many-requests');

    if (words !== undefined) hash ??= await ports.passcodeGate.run(() => ports.passcodes.hash(words));
    if (series) await refuseInseparable(ports.studies, studyId, series);
    if (withoutIdentity === true) await refuseNothing(ports.studies, studyId, series);
    const createdAtMs = ports.clock.now();
    const expiresAtMs = expiryOf(expiry, createdAtMs);
    const protection = passcode && { maxTries: passcode.maxTries, round: 0 };
    const alerts = possibleAlerts({ passcode: protection, opens: 0 }).filter((one) => asked.includes(one));
    const link = {
      ownerUid,
      studyId,
      incarnation: stored.study.incarnation,
      ...(note !== undefined && { note }),
      ...(series && { series: [...new Set(series)] }),
      ...(download === true && { download }),
      ...(withoutIdentity === true && { withoutIdentity }),
      ...(maxViews !== undefined && { maxViews }),
      ...(protection && { passcode: protection }),
      ...(alerts.length > 0 && { alerts }),
      createdAtMs,
      expiresAtMs,
      opens: 0,
    };
    const dueMs = alertDueMs(link);
    const result = await ports.links.create(
      linkId,
      {
        link: { ...link, ...(dueMs !== undefined && { alertDueMs: dueMs }) },
        passcode: hash,
        ...(withoutIdentity === true && { idKey: newKey(ports.random) }),
      },
      stored.version,
      {
        ownerUid,
        studyId,
        action: 'link-created',
        actor: { kind: 'owner', uid: ownerUid },
        outcome: 'success',
        atMs: createdAtMs,
      },
    );
    if (result === 'done') return { linkId, token, expiresAtMs };
  }
  throw new AppError('conflict');
}

async function refuseNothing(
  studies: StudyStore,
  studyId: string,
  series: readonly string[] | undefined,
): Promise<void> {
  const loaded = await loadStudy(studies, studyId);
  if (!loaded) throw new AppError('not-found');
  const left = [...leftOutWithoutIdentity(loaded, series).series.values()];
  if (!left.some((reasons) => reasons.size === 0)) throw new AppError('nothing-without-identity');
}

/** A link may only sign packs that hold nothing but its series. */
async function refuseInseparable(
  studies: StudyStore,
  studyId: string,
  series: readonly string[],
): Promise<void> {
  const loaded = await loadStudy(studies, studyId);
  if (!loaded) throw new AppError('not-found');
  const index = gunzipJson(StudyIndex, loaded.manifest.index);
  const ledger = gunzipJson(StudyLedger, loaded.manifest.ledger);
  const seriesOf = new Map([...index.instances, ...index.documents].map((row) => [row.id, row.series]));
  const known = new Set(seriesOf.values());
  if (series.some((one) => !known.has(one))) throw new AppError('not-found');
  const chosen = new Set(series);
  for (const { id, pack } of ledger.entries) {
    const one = seriesOf.get(id);
    if (one !== undefined && chosen.has(one) && index.packs[pack]?.series !== one)
      throw new AppError('series-inseparable');
  }
}
