import { base64url } from '../../intake/core/digest-file.ts';

/** SHA-256 of a study's key, which holds its UID and the patient's ID: recognised again, and not told. */
export async function studyMark(studyKey: string): Promise<string> {
  const key = new TextEncoder().encode(studyKey);
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', key)));
}
