/** Studies whose images are marked with whose they are, and links without identity to them. */
import { ctVolume } from '../../../tools/seed/synthetic/ct-volume.ts';
import { createLink } from '../../../functions/src/core/links/create-link.ts';
import { storage } from '../../support/synthetic-dicom/documents.ts';
import { type DicomElement, element } from '../../support/synthetic-dicom/files.ts';
import { onlyStudy, owner, worldWithStudy } from '../fakes/uploading.ts';
import type { World } from '../fakes/world.ts';

export const marks = {
  name: 'MARKNAME^MARKGIVEN',
  patientID: 'MARKID77',
  issuer: 'MARKISSUER',
  birth: '19510203',
  age: '075Y',
  weight: '71.25',
  studyDate: '20190817',
  studyTime: '134511',
  accession: 'MARKACC',
  institution: 'MARKHOSPITAL',
  referring: 'MARKREFERRER^R',
  study: 'MARKSTUDY words',
  series: 'MARKSERIES words',
  protocol: 'MARKPROTOCOL',
  bodyPart: 'MARKPART',
  window: 'MARKWINDOW',
  rescale: 'MARKRESCALE',
  view: 'MARKVIEW',
  laterality: 'MARKSIDE',
} as const;

export const marked: DicomElement[] = [
  element(0x00080020, 'DA', marks.studyDate),
  element(0x00080021, 'DA', marks.studyDate),
  element(0x00080022, 'DA', marks.studyDate),
  element(0x00080030, 'TM', marks.studyTime),
  element(0x00080032, 'TM', marks.studyTime),
  element(0x00080033, 'TM', marks.studyTime),
  element(0x00080050, 'SH', marks.accession),
  element(0x00080080, 'LO', marks.institution),
  element(0x00080090, 'PN', marks.referring),
  element(0x00081030, 'LO', marks.study),
  element(0x0008103e, 'LO', marks.series),
  element(0x00100010, 'PN', marks.name),
  element(0x00100020, 'LO', marks.patientID),
  element(0x00100021, 'LO', marks.issuer),
  element(0x00100030, 'DA', marks.birth),
  element(0x00101010, 'AS', marks.age),
  element(0x00101030, 'DS', marks.weight),
  element(0x00180015, 'CS', marks.bodyPart),
  element(0x00181030, 'LO', marks.protocol),
  element(0x00185101, 'CS', marks.view),
  element(0x00200062, 'CS', marks.laterality),
  element(0x00281054, 'LO', marks.rescale),
  element(0x00281055, 'LO', [marks.window, marks.window]),
];

export const series = (number: number, over: readonly DicomElement[] = []): Uint8Array[] =>
  ctVolume({ slices: 2, size: 32, series: { number }, extra: () => [...marked, ...over] }).map(
    ({ bytes }) => bytes,
  );

export const kind = (sopClass: string, modality: string) => [
  element(0x00080016, 'UI', `${storage}.${sopClass}`),
  element(0x00080060, 'CS', modality),
];
export async function studyOf(files: readonly Uint8Array[]) {
  const { world, studyId } = await worldWithStudy(files);
  const idOf = (number: number) =>
    onlyStudy(world).study.series.find((one) => one.number === number)?.id ?? '';
  return { world, studyId, idOf };
}

export const make = (world: World, studyId: string, chosen?: string[]) =>
  createLink(world.ports, owner, {
    studyId,
    lifetimeMs: 3_600_000,
    withoutIdentity: true,
    ...(chosen && { series: chosen }),
  });
