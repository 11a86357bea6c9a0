import type { ExportDocument } from '@pacs/shared/account';
import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { objectNames } from '@pacs/shared/paths';
import { keptDays } from '@pacs/shared/retention';
import type { Clock, Random, UrlSigner } from '../../ports.ts';
import { newName } from '../../tokens.ts';
import type { OwnedThings } from '../account-ports.ts';
import { type SignIn, assertRecent } from '../sessions.ts';
import { type ExportObjects, type ExportQueue, stepOf } from './export-ports.ts';

export interface ExportPorts {
  exports: ExportObjects;
  exportQueue: ExportQueue;
  owned: Pick<OwnedThings, 'studies'>;
  signer: UrlSigner;
  clock: Clock;
  random: Random;
}

const dayMs = 86_400_000;
/** Each costs a copy of everything. */
const perWeek = 3;

/** Errors: sign-in-again; too-many-requests. */
export async function requestExport(
  ports: ExportPorts,
  caller: SignIn,
): Promise<CallableResponse<'requestExport'>> {
  assertRecent(ports, caller);
  const { uid } = caller;
  const nowMs = ports.clock.now();
  const present = await ports.exports.store.ofOwner(uid);
  const underWay = present.find(({ document }) => document.state === 'preparing');
  if (underWay) return { exportId: underWay.exportId };
  if (present.length >= perWeek) throw new AppError('too-many-requests');
  const exportId = newName(ports.random);
  const document: ExportDocument = {
    ownerUid: uid,
    state: 'preparing',
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    expiresAtMs: nowMs + 2 * keptDays.exports * dayMs,
    studyIds: await ports.owned.studies(uid),
    study: 0,
    pack: 0,
    tries: 0,
    parts: [],
  };
  await ports.exports.store.create(exportId, document, {
    ownerUid: uid,
    studyId: '',
    action: 'account-exported',
    actor: { kind: 'owner', uid },
    outcome: 'success',
    atMs: nowMs,
  });
  await ports.exportQueue.enqueue(exportId, stepOf(document));
  return { exportId };
}

/** Errors: sign-in-again; not-found, also while it is prepared and once its time is over. */
export async function openExport(
  { exports, signer, clock }: ExportPorts,
  caller: SignIn,
  { exportId }: CallableRequest<'openExport'>,
): Promise<CallableResponse<'openExport'>> {
  assertRecent({ clock }, caller);
  const document = (await exports.store.get(exportId))?.document;
  const nowMs = clock.now();
  if (document?.ownerUid !== caller.uid || document.state !== 'ready' || document.expiresAtMs <= nowMs)
    throw new AppError('not-found');
  const dateMs = Math.floor(nowMs / limits.signedUrlRoundMs) * limits.signedUrlRoundMs;
  const parts = await Promise.all(
    document.parts.map(async (part) => ({
      ...part,
      url: await signer.sign(
        objectNames.exportPart(exportId, part.name),
        dateMs,
        Math.floor(limits.signedUrlMs / 1000),
      ),
    })),
  );
  return { parts, expireAtMs: dateMs + limits.signedUrlMs };
}
