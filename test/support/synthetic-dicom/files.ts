/** Small valid files for tests: one image of known pixels, in any framing. */
import { decimal, formatElements, merge } from '../../../tools/seed/synthetic/study.ts';
import {
  type DicomElement,
  type WriteOptions,
  element,
  writeDicom,
} from '../../../tools/seed/synthetic/write-dicom.ts';

export { ultrasoundCine } from '../../../tools/seed/synthetic/ultrasound-cine.ts';
export { concat, element, sequence, writeDicom } from '../../../tools/seed/synthetic/write-dicom.ts';
export type { DicomElement, WriteOptions } from '../../../tools/seed/synthetic/write-dicom.ts';

export const syntax = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  bigEndian: '1.2.840.10008.1.2.2',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  jpeg2000: '1.2.840.10008.1.2.4.90',
  rle: '1.2.840.10008.1.2.5',
} as const;

export const uids = {
  study: '1.2.3.4.1',
  series: '1.2.3.4.2',
  instance: '1.2.3.4.3',
  frameOfReference: '1.2.3.4.9',
};
export const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';

/** Elements of a 4 × 6 CT image whose stored values are 0, 1, 2, …; `over` replaces or adds. */
export const imageElements = (over: readonly DicomElement[] = [], rows = 4, columns = 6): DicomElement[] =>
  merge(
    formatElements({
      rows,
      columns,
      samples: 1,
      photometric: 'MONOCHROME2',
      bitsAllocated: 16,
      bitsStored: 12,
    }),
    [
      element(0x00080016, 'UI', ctImageStorage),
      element(0x00080018, 'UI', uids.instance),
      element(0x00080060, 'CS', 'CT'),
      element(0x00100010, 'PN', 'Test^Tilda'),
      element(0x00100020, 'LO', 'T-1'),
      element(0x0020000d, 'UI', uids.study),
      element(0x0020000e, 'UI', uids.series),
      element(0x00200013, 'IS', 7),
      element(0x00200032, 'DS', ['0', '0', decimal(12.5)]),
      element(0x00200037, 'DS', ['1', '0', '0', '0', '1', '0']),
      element(
        0x7fe00010,
        'OW',
        Uint16Array.from({ length: rows * columns }, (_, index) => index),
      ),
    ],
    over,
  );

export const imageFile = (
  over: readonly DicomElement[] = [],
  options: Partial<WriteOptions> = {},
): Uint8Array => writeDicom(imageElements(over), { transferSyntaxUID: syntax.explicit, ...options });

/** Encapsulated: what the codec makes of the fragments is no matter here. */
export const encapsulatedFile = (
  fragments: readonly Uint8Array[],
  numberOfFrames: number,
  options: { offsets?: readonly number[]; transferSyntaxUID?: string; over?: readonly DicomElement[] } = {},
): Uint8Array => {
  const { offsets } = options;
  const encapsulated = { fragments, ...(offsets === undefined ? {} : { offsets }) };
  return imageFile(
    [
      element(0x00280008, 'IS', numberOfFrames),
      ...(options.over ?? []),
      { tag: 0x7fe00010, vr: 'OB', encapsulated },
    ],
    { transferSyntaxUID: options.transferSyntaxUID ?? syntax.jpegBaseline },
  );
};
