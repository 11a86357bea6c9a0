/** How an upload begins: with a ticket of its own, or where an earlier page has left it. */
import type { CallableResponse } from '@pacs/shared/callables';
import type { UploadDocument } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { beginRequest } from './begin-request.ts';
import type { JobPorts } from './job-ports.ts';
import { planParcels, resumeParcels, storedParcels } from './parcel.ts';
import type { DigestedInstance, Parcel } from './parcel.ts';
import type { StoredUpload } from './ports.ts';
import { unlessAborted } from './unless-aborted.ts';
import type { Offer } from './upload-state.ts';

/** One upload that the server has given leave for, and how far it is. */
export interface OpenUpload {
  uploadId: string;
  expiresAtMs: number;
  /** Digests of files that the server has. */
  stored: string[];
  parcels: Parcel[];
  /** Names that were announced and will never arrive. */
  abandoned: string[];
  /** Digests of files that an interrupted upload has still to send, and that were not given this time. */
  absent: string[];
  /** Nothing more is to come, and the server knows it or need not. */
  finished: boolean;
}

interface Opening {
  tickets: JobPorts['tickets'];
  kept: JobPorts['kept'];
  isCoding: JobPorts['isCoding'];
  packAhead: JobPorts['packAhead'];
  /** From then on the upload's document is followed; resolves with what it is now. */
  follow: (uploadId: string) => Promise<UploadDocument | undefined>;
  /** Tries a call again while its failure may pass. */
  calling: <T>(action: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

/**
 * undefined where there is nothing to send. A ticket that was given is returned even where the signal has aborted
 * meanwhile: somebody has to go on with it, or to give it back.
 */
export async function openUpload(
  offer: Offer,
  files: readonly DigestedInstance[],
  opening: Opening,
  signal: AbortSignal,
): Promise<OpenUpload | undefined> {
  const takenUp = await takeUp(offer, files, opening, signal);
  if (takenUp !== undefined || files.length === 0) return takenUp;
  if (files.length > limits.instancesPerUpload) throw new AppError('too-large', { detail: 'instances' });
  const isCoding = opening.isCoding();
  // What leaves first unless some of it is stored already.
  const packedBytes = opening.packAhead(planParcels(files, isCoding));
  const request = beginRequest(offer, files, packedBytes);
  const begun = await opening.calling(() => opening.tickets.begin(request), signal);
  void opening.follow(begun.uploadId);
  const open = fresh(begun, files, isCoding);
  for (const [i, name] of begun.names.entries()) {
    const [parcel, bytes] = [open.parcels[i], packedBytes[i]];
    if (parcel !== undefined && bytes !== undefined) parcel.object = { bucket: begun.bucket, name, bytes };
  }
  return open;
}

async function takeUp(
  { continues }: Offer,
  files: readonly DigestedInstance[],
  { kept, follow, isCoding }: Opening,
  signal: AbortSignal,
): Promise<OpenUpload | undefined> {
  const earlier =
    continues === undefined
      ? await kept.claimSome(new Set(files.map((file) => file.sum.sha256)))
      : await kept.read(continues.uploadId);
  if (earlier === undefined) return undefined;
  const { uploadId, expiresAtMs, stored } = earlier;
  const document = await unlessAborted(follow(uploadId), signal).catch((error: unknown) => {
    if (continues === undefined) kept.unclaim(uploadId);
    throw error;
  });
  if (document?.state !== 'open' || document.closedAtMs !== undefined) {
    await kept.remove(uploadId);
    // It was cancelled, and the browser did not let go of what it kept of it.
    if (continues !== undefined && (document === undefined || document.state === 'cancelled'))
      throw new AppError('upload-closed');
    return undefined;
  }
  const given = new Set(files.map(({ sum }) => sum.sha256));
  // Of what is continued by itself the digests have named what is missing.
  const absent =
    continues === undefined ? unsentDigests(earlier, document).filter((sha256) => !given.has(sha256)) : [];
  const resumed = resumeParcels(files, earlier, document, isCoding());
  return { uploadId, expiresAtMs, stored, ...resumed, absent, finished: false };
}

function fresh(
  { uploadId, expiresAtMs, stored }: CallableResponse<'beginUpload'>,
  files: readonly DigestedInstance[],
  isCoding: boolean,
): OpenUpload {
  const there = new Set(stored);
  const missing = files.filter((_, i) => !there.has(i));
  return {
    uploadId,
    expiresAtMs,
    stored: files.flatMap(({ sum }, i) => (there.has(i) ? sum.sha256 : [])),
    parcels: planParcels(missing, isCoding),
    abandoned: [],
    absent: [],
    finished: false,
  };
}

/** Digests of what an interrupted upload has still to send. */
function unsentDigests({ bundles, rest }: StoredUpload, document: UploadDocument): string[] {
  const isAwaited = (name: string): boolean => (document.bundles[name]?.state ?? 'awaited') === 'awaited';
  return [...rest, ...bundles.flatMap(({ name, sent, files }) => (!sent && isAwaited(name) ? files : []))];
}

/** Names that the server has given out in answers that never came: nothing will be sent under them. */
export function unheardNames(document: UploadDocument | undefined, parcels: readonly Parcel[]): string[] {
  const carried = new Set(parcels.map(({ object }) => object?.name));
  return Object.entries(document?.bundles ?? {}).flatMap(([name, { state }]) =>
    state === 'awaited' && !carried.has(name) ? [name] : [],
  );
}

/** What a later session of the page needs to go on. */
export function storedUpload(
  { uploadId, expiresAtMs, stored, parcels, abandoned, absent }: OpenUpload,
  { leftOut, missingByDirectory }: Offer,
  about: Pick<StoredUpload, 'ownerUid' | 'studyMark' | 'isPaused'>,
): StoredUpload {
  const { bundles, rest } = storedParcels(parcels);
  const record = { uploadId, expiresAtMs, stored, abandoned, leftOut, missingByDirectory };
  return { ...record, ...about, bundles, rest: [...rest, ...absent] };
}
