/** Reads a file whole, once: its SHA-256 tells duplicates, its CRC-32 goes into the bundle. */
import { crc32 } from './crc32.ts';
import type { DigestRead } from './inspection.ts';
import type { PackedBytes } from './place.ts';
import { failureOf, readWhole } from './read-packed.ts';

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** `crc32`: as the ZIP's directory states it; another one means damage. Held in memory once, one file at a time. */
export async function digestFile(file: PackedBytes & { crc32?: number }): Promise<DigestRead> {
  try {
    return await digestOf(await readWhole(file), file.crc32);
  } catch (cause) {
    return { status: 'failed', reason: failureOf(cause) };
  }
}

export async function digestOf(
  bytes: Uint8Array<ArrayBuffer>,
  statedCrc32: number | undefined,
): Promise<DigestRead> {
  const crc = crc32(bytes);
  if (statedCrc32 !== undefined && statedCrc32 !== crc)
    return { status: 'failed', reason: 'zip-crc-mismatch' };
  const sha256 = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  return { status: 'ok', sha256, crc32: crc };
}
