/** What one file is, and what its header says that grouping and sending need. */
import { readDicomDir } from '@pacs/shared/dicom/media/dicomdir';
import { transferSyntax } from '@pacs/shared/dicom/transfer-syntax';
import type { DicomHeader } from '@pacs/shared/dicom/types';
import { limits } from '@pacs/shared/limits';
import { headerOf } from './header-of.ts';
import type { Inspection, InstanceFacts } from './inspection.ts';
import type { PackedBytes } from './place.ts';
import { failureOf, readStart } from './read-packed.ts';

/** Never throws: what cannot be read says so. */
export async function inspectFile(file: PackedBytes): Promise<Inspection> {
  const found = await headerOf(file);
  if (found.kind === 'dicomdir') return ofDirectory(file);
  return found.kind === 'header' ? ofHeader(found.header) : found;
}

/** A directory that cannot be read lists nothing; the files are looked into all the same. */
async function ofDirectory(file: PackedBytes): Promise<Inspection> {
  try {
    const read = readDicomDir(await readStart(file, limits.headerMaxBytes));
    return read.status === 'ok'
      ? { kind: 'directory', directory: read.directory }
      : { kind: 'aside', reason: 'dicomdir' };
  } catch (cause) {
    return { kind: 'aside', reason: failureOf(cause) };
  }
}

function ofHeader(header: DicomHeader): Inspection {
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
