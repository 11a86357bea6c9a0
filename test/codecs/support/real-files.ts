/** Real DICOM files beside the repository, and what independent decoders made of them. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DecodedFrame, FrameToDecode } from '@pacs/shared/codecs/types';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { splitInstance } from '@pacs/shared/dicom/split-instance';

const folder = fileURLToPath(new URL('../../../../shared/dicom/', import.meta.url));

export const haveRealFiles = existsSync(`${folder}truth.csv`);

export function realFile(path: string): Uint8Array {
  return new Uint8Array(readFileSync(`${folder}${path}`));
}

export type Truth = Record<string, string> & { path: string; transfer_syntax: string };

/** Rows of truth.csv that have a picture to compare with. */
export function readTruth(): Truth[] {
  if (!haveRealFiles) return [];
  const [names = [], ...rows] = parseCsv(readFileSync(`${folder}truth.csv`, 'utf8'));
  return rows
    .map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])) as Truth)
    .filter((truth) => decoders.some((decoder) => truth[`${decoder}_sha256`]) || truth['reference_sha256']);
}

export const decoders = ['dcmtk', 'gdcm', 'opj', 'pydicom'];

function parseCsv(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
        (quoted?.replaceAll('""', '"') ?? plain).trim(),
      ),
    );
}

/** Frame 0 as the product would decode it; undefined without one. */
export function firstFrame(file: Uint8Array): FrameToDecode | undefined {
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status !== 'ok' || !read.header.format) return undefined;
  const { header } = read;
  const split = splitInstance(file, header);
  const frame = split.frames[0];
  const bytes = frame
    ? Buffer.concat(frame.payloads.map((index) => split.payloads[index]!))
    : split.standalone?.[0];
  if (!bytes) return undefined;
  return {
    bytes: new Uint8Array(bytes),
    coding: 'as-is',
    transferSyntaxUID: header.transferSyntaxUID,
    format: header.format!,
    bitOffset: frame?.bitOffset ?? 0,
  };
}

/** SHA-256 of the samples as words of `bitsAllocated` bits, as truth.csv takes it. */
export function sampleDigest({ samples }: DecodedFrame, bitsAllocated: number): string {
  return createHash('sha256').update(asWords(samples, bitsAllocated)).digest('hex');
}

function asWords(samples: DecodedFrame['samples'], bitsAllocated: number): Uint8Array {
  const bytes = bitsAllocated <= 8 ? 1 : bitsAllocated <= 16 ? 2 : bitsAllocated <= 32 ? 4 : 8;
  if (samples.BYTES_PER_ELEMENT >= bytes) {
    return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  }
  const words = bytes === 2 ? Int16Array.from(samples) : Int32Array.from(samples);
  return new Uint8Array(words.buffer);
}

export function statistics({ samples }: DecodedFrame): { min: number; max: number; mean: number } {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (const value of samples) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  return { min, max, mean: sum / samples.length };
}
