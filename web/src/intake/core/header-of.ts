/** Reads the header of one file: at most its first 64 KiB, more only where the header goes on. */
import { readHeader } from '@pacs/shared/dicom/read-header';
import type { DicomHeader } from '@pacs/shared/dicom/types';
import { limits } from '@pacs/shared/limits';
import type { AsideReason } from './inspection.ts';
import type { PackedBytes } from './place.ts';
import { failureOf, readStart } from './read-packed.ts';
import { sniff } from './sniff.ts';

const firstReadBytes = 64 * 1024;
/** A header that needs many rounds is read in growing steps, so the whole stays linear. */
const growth = 4;

export type HeaderOf =
  | { kind: 'header'; header: DicomHeader }
  | { kind: 'dicomdir' }
  | { kind: 'zip' }
  | { kind: 'aside'; reason: AsideReason };

const aside = (reason: AsideReason): HeaderOf => ({ kind: 'aside', reason });

/** Never throws: what cannot be read says so. */
export async function headerOf(file: PackedBytes): Promise<HeaderOf> {
  if (file.bytes === 0) return aside('empty-file');
  try {
    let head = await readStart(file, firstReadBytes);
    const found = sniff(head);
    if (found === 'zip') return { kind: 'zip' };
    if (found !== 'dicom' && found !== 'unknown') return aside(found);
    for (let asked = firstReadBytes; ;) {
      const read = readHeader(head, { totalBytes: file.bytes });
      if (read.status === 'ok')
        return read.header.kind === 'dicomdir'
          ? { kind: 'dicomdir' }
          : { kind: 'header', header: read.header };
      if (read.status !== 'more') return aside(read.reason);
      if (head.length < asked) return aside('truncated');
      if (head.length >= limits.headerMaxBytes) return aside('header-too-large');
      asked = Math.max(read.bytes, growth * head.length);
      head = await readStart(file, asked);
    }
  } catch (cause) {
    return aside(failureOf(cause));
  }
}
