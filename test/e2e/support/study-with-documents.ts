/** A small CT with what comes beside images: a PDF, a report, a choice of images, a presentation state. */
import { readHeader } from '@pacs/shared/dicom/read-header';
import { ctVolume } from '../../../tools/seed/synthetic/ct-volume.ts';
import type { SyntheticFile } from '../../../tools/seed/synthetic/study.ts';
import {
  code,
  content,
  documentFile,
  field,
  items,
  reference,
  storage,
} from '../../support/synthetic-dicom/documents.ts';
import { element, type DicomElement } from '../../support/synthetic-dicom/files.ts';

export const imageSize = 128;
const slices = 4;

/** One page that says so; without a table of references, which every reader makes for itself. */
const pdf = new TextEncoder().encode(
  [
    '%PDF-1.4',
    '1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj',
    '2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj',
    '3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>> endobj',
    '4 0 obj <</Length 51>> stream',
    'BT /F 24 Tf 20 100 Td (Invented letter) Tj ET      ',
    'endstream endobj',
    '5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj',
    'trailer <</Root 1 0 R>>',
    '%%EOF',
    '',
  ].join('\n'),
);

export function studyWithDocuments(): SyntheticFile[] {
  const images = ctVolume({ slices, size: imageSize });
  const headers = images.map(({ bytes }) => {
    const read = readHeader(bytes, { totalBytes: bytes.length });
    if (read.status !== 'ok') throw new Error(read.status);
    return read.header;
  });
  const [first] = headers;
  if (first === undefined) throw new Error('no images');
  const { identity, studyInstanceUID } = first;
  let written = 0;
  const ofStudy = (sopClassUID: string, over: readonly DicomElement[]): SyntheticFile => {
    written += 1;
    const name = identity.patientName?.alphabetic;
    const bytes = documentFile(sopClassUID, [
      element(0x00080018, 'UI', `${studyInstanceUID}.9.${String(written)}`),
      element(0x00100010, 'PN', ...(name === undefined ? [] : [name])),
      element(0x00100020, 'LO', identity.patientID ?? ''),
      element(0x00100021, 'LO', identity.issuerOfPatientID ?? ''),
      element(0x00100030, 'DA', identity.patientBirthDate ?? ''),
      element(0x0020000d, 'UI', studyInstanceUID),
      element(0x0020000e, 'UI', `${studyInstanceUID}.8.${String(written)}`),
      ...over,
    ]);
    return { name: `DOC${String(written)}`, bytes };
  };
  const image = (at: number) => reference(headers[at]?.sopInstanceUID ?? '');
  return [
    ...images,
    ofStudy(`${storage}.104.1`, [
      field('documentTitle', 'Invented letter'),
      field('encapsulatedDocument', pdf),
      field('mimeType', 'application/pdf'),
    ]),
    ofStudy(
      `${storage}.88.11`,
      content(
        'CONTAINER',
        'Invented report',
        [],
        [content('TEXT', 'Finding', [field('textValue', 'Nothing to be found')])],
      ),
    ),
    ofStudy(`${storage}.88.59`, [
      field('valueType', 'CONTAINER'),
      code('conceptNameCodeSequence', '113000', 'Of Interest'),
      items(
        'contentSequence',
        [field('valueType', 'IMAGE'), items('referencedSOPSequence', image(1))],
        [field('valueType', 'IMAGE'), items('referencedSOPSequence', image(3))],
      ),
    ]),
    ofStudy(`${storage}.11.1`, [
      field('contentLabel', 'ARROWS'),
      field('contentDescription', 'For the conference'),
      items('referencedSeriesSequence', [
        items('referencedImageSequence', image(0), image(1), image(2), image(3)),
      ]),
      field('rescaleSlope', '1'),
      field('rescaleIntercept', '-1024'),
      items('softcopyVOILUTSequence', [field('windowCenter', '0'), field('windowWidth', '1000')]),
      items('displayedAreaSelectionSequence', [
        field('displayedAreaTopLeft', [33, 33]),
        field('displayedAreaBottomRight', [96, 96]),
        field('presentationSizeMode', 'SCALE TO FIT'),
      ]),
      field('shutterShape', 'CIRCULAR'),
      field('centerOfCircularShutter', [64, 64]),
      field('radiusOfCircularShutter', 40),
      field('shutterPresentationValue', 0),
      items('graphicLayerSequence', [field('graphicLayer', 'MARKS'), field('graphicLayerOrder', 1)]),
      items('graphicAnnotationSequence', [
        field('graphicLayer', 'MARKS'),
        items('referencedImageSequence', image(0), image(1)),
        items('graphicObjectSequence', [
          field('graphicAnnotationUnits', 'PIXEL'),
          field('numberOfGraphicPoints', 3),
          field('graphicData', Float32Array.of(50, 50, 70, 50, 70, 70)),
          field('graphicType', 'POLYLINE'),
          field('graphicFilled', 'N'),
        ]),
        items('textObjectSequence', [
          field('boundingBoxAnnotationUnits', 'PIXEL'),
          field('boundingBoxTopLeft', Float32Array.of(50, 74)),
          field('boundingBoxBottomRight', Float32Array.of(90, 84)),
          field('unformattedTextValue', 'Look here'),
        ]),
      ]),
    ]),
  ];
}
