import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { StudyLedger } from '@pacs/shared/ledger';
import { gunzipJson } from '../gzip-json.ts';
import { ownerKeyBytes, studyIdOf } from '../identity.ts';
import { announcementOf, instanceKey } from '../instance-key.ts';
import type { Clock, Random, StudyStore, UploadStore, UserStore } from '../ports.ts';
import { newName, newToken } from '../tokens.ts';
import { announcedBundles, keepToQuota } from './announced-bundles.ts';

export interface BeginUploadPorts {
  users: UserStore;
  uploads: UploadStore;
  studies: StudyStore;
  clock: Clock;
  random: Random;
  uploadsBucket: string;
}

/**
 * Makes the ticket for one study of one drop and says which of its instances are stored already.
 * Errors: attestation-missing, quota-exceeded, too-many-requests, conflict (the study is being deleted, or was just now).
 */
export async function beginUpload(
  ports: BeginUploadPorts,
  ownerUid: string,
  request: CallableRequest<'beginUpload'>,
): Promise<CallableResponse<'beginUpload'>> {
  const [user, openUploads, awaitedBytes, storedBytes, ownerKey] = await Promise.all([
    ports.users.get(ownerUid),
    ports.uploads.countOpen(ownerUid),
    ports.uploads.awaitedBytes(ownerUid),
    ports.studies.storedBytes(ownerUid),
    ports.users.ownerKey(ownerUid, ports.random.bytes(ownerKeyBytes)),
  ]);
  if (!user?.professionalAdult || !user.uploadGrounds) throw new AppError('attestation-missing');
  if (openUploads >= limits.openUploadsPerUser) throw new AppError('too-many-requests');
  if (storedBytes + awaitedBytes >= limits.quotaBytesPerUser) throw new AppError('quota-exceeded');

  const studyId = studyIdOf(ownerKey, request);
  const existing = await ports.studies.get(studyId);
  if (existing?.study.state === 'deleting') throw new AppError('conflict');
  const stored = await storedOrdinals(ports.studies, studyId, existing?.study, request.instances);
  const isStored = new Set(stored);
  const announced = announcementOf(request.instances.filter((_, ordinal) => !isStored.has(ordinal)));

  const now = ports.clock.now();
  const uploadId = newToken(ports.random);
  // What was packed of all files is not what is to be sent where some are stored.
  const { names, bundles } = announcedBundles(ports.random, stored.length > 0 ? [] : (request.bundles ?? []));
  const expiresAtMs = now + limits.uploadTicketMs;
  await ports.uploads.create(uploadId, {
    ownerUid,
    state: 'open',
    bucket: ports.uploadsBucket,
    studyId,
    // Of the life that this upload begins, should there be no study when its first bundle arrives.
    incarnation: newName(ports.random),
    studyIds: [],
    bundles,
    ...(announced !== '' && { announced }),
    leftOut: request.leftOut,
    missingByDirectory: request.missingByDirectory,
    createdAtMs: now,
    expiresAtMs,
  });
  // A deletion from now on takes the ticket with it; one before may have taken what was just called stored.
  if (stored.length > 0 && !(await isAlive(ports.studies, studyId, existing?.study.incarnation))) {
    await ports.uploads.update(uploadId, { state: 'cancelled' });
    throw new AppError('conflict');
  }
  if (names.length > 0)
    await keepToQuota(ports, ownerUid, uploadId, names).catch(async (error: unknown) => {
      await ports.uploads.update(uploadId, { state: 'cancelled' });
      throw error;
    });
  return { uploadId, stored, expiresAtMs, bucket: ports.uploadsBucket, names };
}

async function isAlive(studies: StudyStore, studyId: string, incarnation?: string): Promise<boolean> {
  const now = await studies.get(studyId);
  return now?.study.incarnation === incarnation && now?.study.state !== 'deleting';
}

async function storedOrdinals(
  studies: StudyStore,
  studyId: string,
  study: { rev: number; manifestParts: number } | undefined,
  instances: CallableRequest<'beginUpload'>['instances'],
): Promise<number[]> {
  if (!study || study.rev === 0) return [];
  const manifest = await studies.manifest(studyId, study.rev, study.manifestParts);
  // A commit in between took this revision away: nothing is lost by uploading once more.
  if (!manifest) return [];
  const ledger = gunzipJson(StudyLedger, manifest.ledger);
  const known = new Set(ledger.entries.map(instanceKey));
  return instances.flatMap((instance, ordinal) => (known.has(instanceKey(instance)) ? [ordinal] : []));
}
