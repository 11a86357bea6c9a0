/** Looks into one file: at most the first 64 KiB, more only where the header goes on. */
import { readHeader } from '@pacs/shared/dicom/read-header';
import { transferSyntax } from '@pacs/shared/dicom/transfer-syntax';
import type { DicomHeader } from '@pacs/shared/dicom/types';
import { limits } from '@pacs/shared/limits';
import type { AsideReason, Inspection, InstanceFacts } from './inspection.ts';
import type { PackedBytes } from './place.ts';
import { failureOf, readStart } from './read-packed.ts';
import { sniff } from './sniff.ts';

const firstReadBytes = 64 * 1024;
/** A header that needs many rounds is read in growing steps, so the whole stays linear. */
const growth = 4;

/** Never throws: what cannot be read says so. */
export async function inspectFile(file: PackedBytes): Promise<Inspection> {
  if (file.bytes === 0) return aside('empty-file');
  try {
    let head = await readStart(file, firstReadBytes);
    const found = sniff(head);
    if (found === 'zip') return { kind: 'zip' };
    if (found !== 'dicom' && found !== 'unknown') return aside(found);
    for (let asked = firstReadBytes; ;) {
      const read = readHeader(head, { totalBytes: file.bytes });
      if (read.status === 'ok') return ofHeader(read.header);
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

const aside = (reason: AsideReason): Inspection => ({ kind: 'aside', reason });

function ofHeader(header: DicomHeader): Inspection {
  if (header.kind === 'dicomdir') return aside('dicomdir');
  const facts: InstanceFacts = {
    sopInstanceUID: header.sopInstanceUID,
    studyInstanceUID: header.derived.includes('studyInstanceUID') ? '' : header.studyInstanceUID,
    studyKey: header.studyInstanceUID,
    seriesInstanceUID: header.seriesInstanceUID,
    image: header.kind === 'image',
    numberOfFrames: header.numberOfFrames,
    native: !transferSyntax(header.transferSyntaxUID).encapsulated,
    identity: header.identity,
    description: {},
    series: header.series,
    notes: header.notes,
  };
  const { studyDate, studyDescription } = header.description;
  if (studyDate !== undefined) facts.description.studyDate = studyDate;
  if (studyDescription !== undefined) facts.description.studyDescription = studyDescription;
  if (header.stack.instanceNumber !== undefined) facts.instanceNumber = header.stack.instanceNumber;
  return { kind: 'instance', facts };
}
