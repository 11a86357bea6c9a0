/** Which file it is: announced by a client, read from a bundle, or kept in a ledger. */
import { createHash } from 'node:crypto';
import { limits } from '@pacs/shared/limits';

interface Named {
  sopInstanceUID: string;
  sha256: string;
}

export const instanceKey = ({ sopInstanceUID, sha256 }: Named) => `${sopInstanceUID}|${sha256}`;

/** 48 bits: that one of 20,000 announced is taken for one of 20,000 stored happens to one study in 700,000. */
const digestChars = 8;

const digestOf = (text: string) =>
  createHash('sha256').update(text).digest('base64url').slice(0, digestChars);

const instanceDigest = (instance: Named) => digestOf(instanceKey(instance));

/** For a ticket: digests end to end. */
export const announcementOf = (instances: readonly Named[]): string => instances.map(instanceDigest).join('');

const digestsOf = (announced: string): string[] =>
  Array.from({ length: announced.length / digestChars }, (_, i) =>
    announced.slice(i * digestChars, (i + 1) * digestChars),
  );

/**
 * Digests of what was announced by any upload and is not stored. A file counts once, however many uploads announce
 * it, and whichever of them brings it.
 */
export function stillMissing(
  before: readonly string[],
  announced: string,
  stored: readonly Named[],
): string[] {
  const all = new Set([...before, ...digestsOf(announced)]);
  if (all.size === 0) return [];
  for (const instance of stored) all.delete(instanceDigest(instance));
  return [...all].slice(0, limits.instancesPerUpload);
}

/** Of a file that cannot be used; what is no file yet has `sign`, the same wherever it comes again. */
export const rejectDigest = (of: { sha256: string } | { sign: string }): string =>
  'sha256' in of ? of.sha256.slice(0, digestChars) : digestOf(of.sign);

/** Digests of what came and could not be used, at any time; what is stored after all was of use. */
export function stillRejected(
  before: readonly string[],
  now: readonly string[],
  stored: readonly Pick<Named, 'sha256'>[],
): string[] {
  const all = new Set([...before, ...now]);
  if (all.size === 0) return [];
  for (const { sha256 } of stored) all.delete(rejectDigest({ sha256 }));
  return [...all].slice(0, limits.rejectedPerStudy);
}
