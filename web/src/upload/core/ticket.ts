/** The server's leave to send one upload, and how far it goes. */
import type { CallableResponse } from '@pacs/shared/callables';
import type { UploadDocument } from '@pacs/shared/documents';
import { planParcels } from './parcel.ts';
import type { DigestedInstance, Parcel } from './parcel.ts';
import type { StoredUpload } from './ports.ts';

export interface Ticket {
  uploadId: string;
  expiresAtMs: number;
  /** Digests of files that the server has. */
  stored: string[];
  /** The server knows that nothing more is to come. */
  finished: boolean;
}

export function freshTicket(
  { uploadId, expiresAtMs, stored }: CallableResponse<'beginUpload'>,
  files: readonly DigestedInstance[],
  isCoding: boolean,
): { ticket: Ticket; parcels: Parcel[] } {
  const there = new Set(stored);
  const digests = files.filter((_, i) => there.has(i)).map(({ sum }) => sum.sha256);
  const missing = files.filter((_, i) => !there.has(i));
  return {
    ticket: { uploadId, expiresAtMs, stored: digests, finished: false },
    parcels: planParcels(missing, isCoding),
  };
}

/** Digests of what an interrupted upload has still to send. */
export function unsentDigests({ bundles, rest }: StoredUpload, document: UploadDocument): string[] {
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
