/** A bundle on its way, and how a set of files becomes bundles: fresh, or as an earlier session announced them. */
import type { UploadDocument } from '@pacs/shared/documents';
import { codingTargetAt, deflatingTargetAt, planBundles } from './bundles.ts';
import type { BundleFile } from './file-work.ts';
import { FileLost } from './job-errors.ts';
import type { Digest } from '../../intake/core/inspection.ts';
import { packedBytes } from '../../intake/core/place.ts';
import type { StoredBundle, StoredUpload } from './ports.ts';
import type { ScannedInstance } from '../../intake/core/scanned.ts';
import { weighInstance, worthCoding, worthDeflating } from './weigh.ts';

export type DigestedInstance = ScannedInstance & { sum: Digest };

export interface Parcel {
  files: DigestedInstance[];
  /** Frames are coded before they leave. */
  isCoded: boolean;
  state: 'pending' | 'sent' | 'failed';
  /** Share of it that the server has, 0 to 1. */
  share: number;
  content?: Blob;
  object?: { bucket: string; name: string; bytes: number };
  session?: string;
  /** An earlier page sent it under this name, and its bytes may be others now: all that is asked is whether it came whole. */
  earlierSession?: string;
  isTakenOver?: true;
  /** What an earlier page sent in it, entry by entry; not all of that need be among the files given now. */
  sentSha256s?: string[];
}

const smallBytes = 2 * 1024 * 1024;

export const isSmall = ({ files }: Parcel): boolean =>
  files.reduce((sum, { file }) => sum + file.place.storedBytes, 0) <= smallBytes;

/** In bytes as they lie on the user's disk, whatever a bundle deflates to. */
export function sentBytes(parcels: readonly Parcel[]): { done: number; total: number } {
  const sum = { done: 0, total: 0 };
  for (const { files, share } of parcels) {
    const bytes = files.reduce((before, { file }) => before + file.place.storedBytes, 0);
    sum.total += bytes;
    sum.done += bytes * share;
  }
  return sum;
}

/** What has really left, after deflating and coding. */
export const lineBytes = (parcels: readonly Parcel[]): number =>
  parcels.reduce((sum, { object, share }) => sum + (object?.bytes ?? 0) * share, 0);

export function bundleFile({ file, facts, sum }: DigestedInstance, isCoding: boolean): BundleFile {
  return {
    ...packedBytes(file.place),
    ...sum,
    deflate: worthDeflating(file.place, facts),
    code: isCoding && worthCoding(facts),
  };
}

export const bundleFiles = ({ files, isCoded }: Pick<Parcel, 'files' | 'isCoded'>): BundleFile[] =>
  files.map((file) => bundleFile(file, isCoded));

export function planParcels(files: readonly DigestedInstance[], isCoding: boolean): Parcel[] {
  const weigh = ({ file, facts }: DigestedInstance) => weighInstance(file.place, facts, isCoding);
  return planBundles(files, weigh, isCoding ? codingTargetAt : deflatingTargetAt).map((planned) => ({
    files: planned,
    isCoded: isCoding,
    state: 'pending',
    share: 0,
  }));
}

/**
 * Takes up what an earlier session of the page announced. A bundle whose files are all here again goes on; a
 * sliced one at the server's offset, one that is made anew (deflated, coded) from its start unless it came whole,
 * because another browser version may make it otherwise. What cannot be made again is abandoned, and its files are planned anew.
 */
export function resumeParcels(
  files: readonly DigestedInstance[],
  earlier: StoredUpload,
  document: UploadDocument,
  isCoding: boolean,
): { parcels: Parcel[]; abandoned: string[] } {
  const bySha = new Map(files.map((file) => [file.sum.sha256, file]));
  const settled = new Set(earlier.stored);
  const parcels: Parcel[] = [];
  const abandoned = [...earlier.abandoned];
  for (const { name, bucket, bytes, session, sent, isCoded = false, files: shas } of earlier.bundles) {
    const found = shas.flatMap((sha) => bySha.get(sha) ?? []);
    const arrived =
      sent || (document.bundles[name] !== undefined && document.bundles[name].state !== 'awaited');
    if (!arrived && (found.length < shas.length || document.bundles[name] === undefined)) {
      abandoned.push(name);
      continue;
    }
    for (const sha of shas) settled.add(sha);
    const parcel: Parcel = {
      files: found,
      isCoded,
      state: arrived ? 'sent' : 'pending',
      share: arrived ? 1 : 0,
      object: { name, bucket, bytes },
      isTakenOver: true,
    };
    const isMade = found.some((file) => {
      const { deflate, code } = bundleFile(file, isCoded);
      return deflate || code;
    });
    if (arrived) parcel.sentSha256s = shas;
    if (session !== undefined) parcel[isMade ? 'earlierSession' : 'session'] = session;
    parcels.push(parcel);
  }
  const rest = files.filter((file) => !settled.has(file.sum.sha256));
  return { parcels: [...parcels, ...planParcels(rest, isCoding)], abandoned };
}

/** The line failing and a file vanishing look the same to a request: asks the files themselves. */
export async function stillReadable(parcel: Parcel): Promise<void> {
  const reads = await Promise.allSettled(
    parcel.files.map(({ file: { place } }) => place.source.slice(place.at, place.at + 1).arrayBuffer()),
  );
  if (reads.some((read) => read.status === 'rejected')) throw new FileLost('a file of the bundle is gone');
}

/** What is kept of the files: in bundles as they were announced, the others by their digests alone. */
export function storedParcels(parcels: readonly Parcel[]): Pick<StoredUpload, 'bundles' | 'rest'> {
  const bundles: StoredBundle[] = [];
  const rest: string[] = [];
  for (const { object, earlierSession, session = earlierSession, state, isCoded, ...parcel } of parcels) {
    const sha256s = parcel.sentSha256s ?? parcel.files.map(({ sum }) => sum.sha256);
    if (object === undefined) rest.push(...sha256s);
    else
      bundles.push({
        ...object,
        ...(session === undefined ? {} : { session }),
        sent: state === 'sent',
        ...(isCoded && { isCoded }),
        files: sha256s,
      });
  }
  return { bundles, rest };
}

/** What the user gave, where every one of the files can be found again below it. */
export function rootsOf(instances: readonly ScannedInstance[]): FileSystemHandle[] {
  const roots = new Set<FileSystemHandle>();
  for (const { file } of instances) {
    if (file.root === undefined) return [];
    roots.add(file.root);
  }
  return [...roots];
}
