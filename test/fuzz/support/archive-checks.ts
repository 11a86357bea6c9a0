/** What must hold of any bytes whatever that are taken for a bundle, by ingest and by the browser. */
import { createHash } from 'node:crypto';
import { isJunk } from '@pacs/shared/archives/junk';
import { limits } from '@pacs/shared/limits';
import { RejectReason, SkipReason } from '@pacs/shared/outcomes';
import { memorySource } from '../../../functions/src/core/ingest/bundle-source.ts';
import { openBundle } from '../../../functions/src/core/ingest/open-bundle.ts';
import { freshOpening } from '../../functions/support/opening.ts';
import { digestFile } from '../../../web/src/intake/core/digest-file.ts';
import { listZip } from '../../../web/src/intake/sources/list-zip.ts';

export interface ArchiveTaken {
  /** SHA-256 of each file that is handed on, sorted. */
  files: string[];
  /** Why others are not, sorted. */
  reasons: string[];
}

const base64url = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');

/** As ingest takes it. Throws where an outcome has no type or more comes out than is allowed. */
export async function takenByIngest(archive: Uint8Array): Promise<ArchiveTaken> {
  const taken: ArchiveTaken = { files: [], reasons: [] };
  let bytes = 0;
  for await (const file of openBundle(memorySource(archive), freshOpening())) {
    if (file.status === 'file') {
      bytes += file.bytes.length;
      taken.files.push(base64url(file.bytes));
    } else
      taken.reasons.push(
        file.status === 'skipped' ? SkipReason.parse(file.reason) : RejectReason.parse(file.reason),
      );
  }
  if (bytes > limits.bundleMaxExpandedBytes + archive.length) throw new Error('more than the limit');
  return { files: taken.files.sort(), reasons: taken.reasons.sort() };
}

/** As the browser takes the entries of one archive; archives within are files here. */
export async function takenByBrowser(archive: Uint8Array<ArrayBuffer>): Promise<ArchiveTaken> {
  const taken: ArchiveTaken = { files: [], reasons: [] };
  const blob = new Blob([archive]);
  const read = await listZip(blob);
  if (read.status === 'refused') return { files: [], reasons: [read.reason] };
  for (const entry of read.entries) {
    if (isJunk(entry.path) || entry.bytes === 0 || entry.bytes > limits.instanceMaxBytes) continue;
    if (entry.status === 'refused') {
      taken.reasons.push(entry.reason);
      continue;
    }
    const { at, storedBytes, packing, bytes, crc32 } = entry;
    const digest = await digestFile({ data: blob.slice(at, at + storedBytes), packing, bytes, crc32 });
    if (digest.status === 'ok') taken.files.push(digest.sha256);
    else taken.reasons.push(digest.reason);
  }
  return { files: taken.files.sort(), reasons: taken.reasons.sort() };
}
