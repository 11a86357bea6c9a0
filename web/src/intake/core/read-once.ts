/** Header and digest of a file in one pass over it: discs turn slowly, and seek more slowly still. */
import { limits } from '@pacs/shared/limits';
import { digestOf } from './digest-file.ts';
import type { FileReadOnce } from './file-reading.ts';
import { inspectFile } from './inspect-file.ts';
import type { PackedBytes } from './place.ts';
import { failureOf, readWhole } from './read-packed.ts';

/** Never throws. What is too large to be taken is only looked at; its digest is never asked for. */
export async function readOnce(file: PackedBytes & { crc32?: number }): Promise<FileReadOnce> {
  if (file.bytes > limits.instanceMaxBytes) return { inspection: await inspectFile(file) };
  try {
    const bytes = await readWhole(file);
    const inspection = await inspectFile({
      data: new Blob([bytes]),
      packing: 'stored',
      bytes: bytes.length,
    });
    return inspection.kind === 'instance'
      ? { inspection, digest: await digestOf(bytes, file.crc32) }
      : { inspection };
  } catch (cause) {
    return { inspection: { kind: 'aside', reason: failureOf(cause) } };
  }
}
