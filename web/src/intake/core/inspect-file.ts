/** What one file is, and what its header says that grouping and sending need. */
import { transferSyntax } from '@pacs/shared/dicom/transfer-syntax';
import type { DicomHeader } from '@pacs/shared/dicom/types';
import { headerOf } from './header-of.ts';
import type { Inspection, InstanceFacts } from './inspection.ts';
import type { PackedBytes } from './place.ts';

/** Never throws: what cannot be read says so. */
export async function inspectFile(file: PackedBytes): Promise<Inspection> {
  const found = await headerOf(file);
  return found.kind === 'header' ? ofHeader(found.header) : found;
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
