import { limits } from '@pacs/shared/limits';
import type { SignedUrls } from '@pacs/shared/opened';
import { objectNames } from '@pacs/shared/paths';
import type { UrlSigner } from '../ports.ts';

export interface PackPlace {
  studyId: string;
  incarnation: string;
  /** '' where a number has no pack. */
  packNames: readonly string[];
}

type ObjectName = (typeof objectNames)['frames' | 'heads'];

/**
 * URLs of `.frames` objects by pack number, ending after limits.signedUrlMs from the rounded-down date, or at
 * `notAfterMs` if that is sooner. Numbers without a pack are left out.
 */
export async function signPacks(
  signer: UrlSigner,
  place: PackPlace,
  packs: readonly number[],
  nowMs: number,
  notAfterMs = Infinity,
): Promise<SignedUrls> {
  const { urls, expireAtMs } = await signObjects(signer, place, objectNames.frames, packs, nowMs, notAfterMs);
  return { frames: urls, expireAtMs };
}

/** As signPacks, of `.heads`: for whoever may have the files themselves. */
export async function signHeads(
  signer: UrlSigner,
  place: PackPlace,
  packs: readonly number[],
  nowMs: number,
  notAfterMs = Infinity,
): Promise<Record<string, string>> {
  return (await signObjects(signer, place, objectNames.heads, packs, nowMs, notAfterMs)).urls;
}

async function signObjects(
  signer: UrlSigner,
  place: PackPlace,
  nameOf: ObjectName,
  packs: readonly number[],
  nowMs: number,
  notAfterMs: number,
): Promise<{ urls: Record<string, string>; expireAtMs: number }> {
  const dateMs = Math.floor(nowMs / limits.signedUrlRoundMs) * limits.signedUrlRoundMs;
  const expiresSeconds = Math.max(
    1,
    Math.floor((Math.min(dateMs + limits.signedUrlMs, notAfterMs) - dateMs) / 1000),
  );
  const known = [...new Set(packs)].flatMap((number) => {
    const name = place.packNames[number] ?? '';
    return name === '' ? [] : [{ number, name }];
  });
  const signed = await Promise.all(
    known.map(async ({ number, name }) => {
      const object = nameOf(place.studyId, place.incarnation, name);
      return [String(number), await signer.sign(object, dateMs, expiresSeconds)] as const;
    }),
  );
  return { urls: Object.fromEntries(signed), expireAtMs: dateMs + expiresSeconds * 1000 };
}
