/** MR series of any length, one file at a time: the synthetic heads again and again, each an instance of its own. */
import { deriveUid } from '@pacs/shared/dicom/uids';
import { mrSeries, mrStudy } from '../../../tools/seed/synthetic/mr-series.ts';
import {
  commonElements,
  decimal,
  explicitLittle,
  formatElements,
  frameOfReferenceUid,
  merge,
  type ImageFormat,
} from '../../../tools/seed/synthetic/study.ts';
import { type DicomElement, element, writeDicom } from '../../../tools/seed/synthetic/write-dicom.ts';

export interface LongSeries {
  instances: number;
  /** Rows and columns. */
  size: number;
  /** Bytes of a private element, as Siemens' headers have them; 0 for none. */
  headerBytes: number;
}

const mrImageStorage = '1.2.840.10008.5.1.4.1.1.4';
const pictures = 16;

/** Text and numbers, as vendors' protocols are: deflates to about a fifth. */
function vendorHeader(bytes: number, seed: number): DicomElement[] {
  if (bytes === 0) return [];
  let text = '';
  for (let line = 0; text.length < bytes; line += 1) {
    const value = Math.imul(line + 1, 2_654_435_761 + seed * 40_503) >>> 0;
    text += `sSliceArray.asSlice[${String(line)}].sPosition.dTra = ${String(value / 65_536)}\n`;
  }
  return [
    element(0x00290010, 'LO', 'EXAMPLE CSA HEADER'),
    element(0x00291020, 'OB', new TextEncoder().encode(text.slice(0, bytes - (bytes % 2)))),
  ];
}

export function* longSeries({ instances, size, headerBytes }: LongSeries): Generator<Uint8Array> {
  const pixelBytes = size * size * 2;
  const pixels = mrSeries({ slices: pictures, size }).map(({ bytes }) => bytes.subarray(-pixelBytes));
  const study = { ...mrStudy, key: `long series ${String(instances)}` };
  const series = { number: 1, modality: 'MR', description: 'T1 axial', bodyPart: 'HEAD' };
  const format: ImageFormat = {
    rows: size,
    columns: size,
    samples: 1,
    photometric: 'MONOCHROME2',
    bitsAllocated: 16,
    bitsStored: 12,
  };
  const spacing = decimal(240 / size);
  for (let i = 0; i < instances; i += 1)
    yield writeDicom(
      merge(commonElements(study, series, mrImageStorage, i + 1), formatElements(format), [
        element(0x00080018, 'UI', deriveUid('long series', String(instances), String(i))),
        element(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'M', 'ND']),
        element(0x00180050, 'DS', '1'),
        element(0x00200032, 'DS', ['-120', '-120', decimal(i * 0.05)]),
        element(0x00200037, 'DS', ['1', '0', '0', '0', '1', '0']),
        element(0x00200052, 'UI', frameOfReferenceUid(study)),
        element(0x00280030, 'DS', [spacing, spacing]),
        element(0x00281050, 'DS', '170'),
        element(0x00281051, 'DS', '340'),
        ...vendorHeader(headerBytes, i),
        element(0x7fe00010, 'OW', pixels[i % pictures] ?? new Uint8Array(pixelBytes)),
      ]),
      explicitLittle,
    );
}
