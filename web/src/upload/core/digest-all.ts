import type { DigestedInstance } from './parcel.ts';
import type { ScannedInstance } from '../../intake/core/scanned.ts';
import { unlessAborted } from './unless-aborted.ts';
import type { FileProblem } from './upload-state.ts';

/** Nobody kept its name. */
const notFound = 'not found again';

/**
 * Awaits every file's digest. Files that came twice, byte for byte, are kept once; unreadable ones are named.
 * `only`: the digests that are wanted; what of them is not found is named too.
 */
export async function digestAll(
  instances: readonly ScannedInstance[],
  signal: AbortSignal,
  onChecked: (count: number) => void,
  only?: ReadonlySet<string>,
): Promise<{ files: DigestedInstance[]; repeated: number; problems: FileProblem[] }> {
  const files: DigestedInstance[] = [];
  const problems: FileProblem[] = [];
  const seen = new Set<string>();
  let repeated = 0;
  for (const [i, instance] of instances.entries()) {
    const read = await unlessAborted(instance.digest, signal);
    onChecked(i + 1);
    if (only !== undefined && (read.status === 'failed' || !only.has(read.sha256))) continue;
    const copyKey = read.status === 'ok' ? `${instance.facts.sopInstanceUID} ${read.sha256}` : '';
    if (read.status === 'failed') problems.push({ label: instance.file.label, reason: read.reason });
    else if (seen.has(copyKey)) repeated += 1;
    else {
      seen.add(copyKey);
      files.push({ ...instance, sum: { sha256: read.sha256, crc32: read.crc32 } });
    }
  }
  const found = new Set(files.map(({ sum }) => sum.sha256));
  for (const sha256 of only ?? []) if (!found.has(sha256)) problems.push({ label: notFound, reason: 'lost' });
  return { files, repeated, problems };
}
