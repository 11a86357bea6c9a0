/** Opaque ids. All of one owner's hang on a secret of their own, so that nobody can find a patient by hashing UIDs. */
import { createHash, createHmac } from 'node:crypto';

export interface StudyKey {
  studyInstanceUID: string;
  patientID: string;
  issuerOfPatientID: string;
}

export const ownerKeyBytes = 32;

function keyed(ownerKey: Uint8Array, parts: string[]): string {
  return createHmac('sha256', ownerKey).update(JSON.stringify(parts)).digest('base64url');
}

/** 43 characters of base64url. */
export function studyIdOf(ownerKey: Uint8Array, key: StudyKey): string {
  return keyed(ownerKey, ['study', key.studyInstanceUID, key.patientID, key.issuerOfPatientID]);
}

export function seriesIdOf(ownerKey: Uint8Array, studyId: string, seriesInstanceUID: string): string {
  return keyed(ownerKey, ['series', studyId, seriesInstanceUID]).slice(0, 16);
}

/** 72 bits: told apart within one study, twice in its manifest. */
const instanceIdChars = 12;

export function instanceIdOf(ownerKey: Uint8Array, sopInstanceUID: string, sha256: string): string {
  return keyed(ownerKey, ['instance', sopInstanceUID, sha256]).slice(0, instanceIdChars);
}

/** The life of a study that an upload brings to light without having announced it: the same at every retry. */
export function incarnationOf(uploadId: string, studyId: string): string {
  return createHash('sha256').update(`${uploadId}|${studyId}`).digest('base64url').slice(0, 22);
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
