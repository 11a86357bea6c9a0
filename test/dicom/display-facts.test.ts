import { readHeader } from '@pacs/shared/dicom/read-header';
import { expandSegments } from '@pacs/shared/dicom/lut-facts';
import { imageRole } from '@pacs/shared/dicom/role';
import { sopClassName } from '@pacs/shared/dicom/sop-class';
import { identitiesDisagree } from '@pacs/shared/dicom/same-patient';
import { searchText } from '@pacs/shared/dicom/search-text';
import type { DicomHeader } from '@pacs/shared/dicom/types';
import { describe, expect, it } from 'vitest';
import { paddingRange } from '@pacs/shared/display/modality';
import { defaultWindow } from '@pacs/shared/display/voi';
import type { DisplayFacts } from '@pacs/shared/manifest';
import { roiStatistics } from '../../web/src/viewer/tools/core/roi-statistics.ts';
import {
  type DicomElement,
  element,
  imageElements,
  imageFile,
  sequence,
  syntax,
  writeDicom,
} from '../support/synthetic-dicom/files.ts';

const headerOf = (
  over: readonly DicomElement[],
  transferSyntaxUID: string = syntax.explicit,
): DicomHeader => {
  const file = imageFile(over, { transferSyntaxUID });
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status !== 'ok') throw new Error(JSON.stringify(read));
  return read.header;
};

describe('display facts', () => {
  it('have windows with their names, rescale, padding and spacing', () => {
    const { display } = headerOf([
      element(0x00080005, 'CS', 'ISO_IR 192'),
      element(0x00280103, 'US', 1),
      element(0x00280120, 'SS', -2000),
      element(0x00280030, 'DS', ['0.5', '0.25']),
      element(0x00281050, 'DS', ['40', '', '-600']),
      element(0x00281051, 'DS', ['400', '1', '1500']),
      element(0x00281055, 'LO', ['WEICHTEILE', 'x', 'LUNGE ü']),
      element(0x00281052, 'DS', '-1024'),
      element(0x00281053, 'DS', '2'),
      element(0x00282110, 'CS', '01'),
      element(0x00282112, 'DS', '9.5'),
    ]);
    expect(display).toMatchObject({
      windows: [
        { center: 40, width: 400, explanation: 'WEICHTEILE' },
        { center: -600, width: 1500, explanation: 'LUNGE ü' },
      ],
      rescaleSlope: 2,
      rescaleIntercept: -1024,
      pixelPaddingValue: -2000,
      pixelSpacing: [0.5, 0.25],
      lossy: true,
      lossyRatio: 9.5,
    });
  });

  it('have the padding of float pixels from its own elements, which window and figures leave out', () => {
    const displayOf = (over: readonly DicomElement[]) => {
      const elements = imageElements(over).filter(({ tag }) => tag !== 0x7fe00010);
      const file = writeDicom(elements, { transferSyntaxUID: syntax.explicit });
      const read = readHeader(file, { totalBytes: file.length });
      if (read.status !== 'ok' || read.header.display === undefined) throw new Error(read.status);
      return { ...read.header.display, voiLuts: [], overlays: [] } as unknown as DisplayFacts;
    };
    // Not what an integer image would say, and no float32 is exactly -9999.9.
    const single = displayOf([
      element(0x7fe00008, 'OF', new Float32Array(24)),
      element(0x00280120, 'US', 7),
      element(0x00280122, 'FL', -9999.9),
    ]);
    const samples = Float32Array.of(-9999.9, 0.5, 2.5, 7);
    expect(single.pixelPaddingValue).toBe(Math.fround(-9999.9));
    expect(defaultWindow(single, { samples })).toMatchObject({ center: 3.75, width: 6.5 });
    const figures = roiStatistics(
      'rectangle',
      { left: 0, top: 0, right: 4, bottom: 1 },
      { frame: { samples, rows: 1, columns: 4 }, toValue: Number, padding: paddingRange(single) },
    );
    expect(figures).toMatchObject({ pixels: 3, min: 0.5, max: 7 });
    const double = displayOf([
      element(0x7fe00009, 'OD', new Float64Array(24)),
      element(0x00280123, 'FD', -1e300),
      element(0x00280125, 'FD', -1e299),
    ]);
    expect(paddingRange(double)).toEqual([-1e300, -1e299]);
    expect(displayOf([element(0x7fe00008, 'OF', new Float32Array(24))]).pixelPaddingValue).toBeUndefined();
  });

  it.each([syntax.explicit, syntax.bigEndian, syntax.implicit])(
    'carry lookup tables as little-endian words (%s)',
    (uid) => {
      const table = [
        element(0x00283002, 'US', [4, 10, 12]),
        element(0x00283003, 'LO', 'SIGMOID'),
        element(0x00283006, 'OW', Uint16Array.of(1, 2, 3, 4095)),
      ];
      const { display } = headerOf([sequence(0x00283010, table)], uid);
      expect(display?.voiLuts).toEqual([
        {
          entries: 4,
          firstValueMapped: 10,
          bitsPerEntry: 12,
          explanation: 'SIGMOID',
          data: Uint8Array.of(1, 0, 2, 0, 3, 0, 0xff, 0x0f),
        },
      ]);
    },
  );

  it('carry palettes, plain and segmented', () => {
    const descriptor = [0x00281101, 0x00281102, 0x00281103].map((tag) => element(tag, 'US', [6, 0, 16]));
    const palette = (data: DicomElement[]): DicomHeader['display'] =>
      headerOf([element(0x00280004, 'CS', 'PALETTE COLOR'), ...descriptor, ...data]).display;
    const words = Uint16Array.of(0, 10, 20, 30, 40, 50);
    const plain = palette([0x00281201, 0x00281202, 0x00281203].map((tag) => element(tag, 'OW', words)));
    const segmented = palette(
      [0x00281221, 0x00281222, 0x00281223].map((tag) =>
        element(tag, 'OW', Uint16Array.of(0, 1, 0, 1, 5, 50)),
      ),
    );
    expect(segmented?.palette).toEqual(plain?.palette);
    expect(plain?.palette?.red.data).toHaveLength(12);
  });

  it('expand indirect segments, and stop at nonsense', () => {
    expect([...expandSegments(Uint16Array.of(0, 2, 7, 9, 2, 1, 0, 0), 4)]).toEqual([7, 9, 7, 9]);
    expect([...expandSegments(Uint16Array.of(9, 9, 9), 4)]).toEqual([]);
    expect([...expandSegments(Uint16Array.of(2, 60000, 0, 0), 4)]).toEqual([]);
  });

  it('carry overlays, with their own bits or inside the pixels', () => {
    const { display } = headerOf([
      element(0x60000010, 'US', 4),
      element(0x60000011, 'US', 6),
      element(0x60000040, 'CS', 'G'),
      element(0x60000050, 'SS', [1, -1]),
      element(0x60000100, 'US', 1),
      element(0x60000102, 'US', 0),
      element(0x60003000, 'OW', Uint8Array.of(1, 2, 3, 0)),
      element(0x60020010, 'US', 4),
      element(0x60020011, 'US', 6),
      element(0x60020040, 'CS', 'R'),
      element(0x60020050, 'SS', [1, 1]),
      element(0x60020100, 'US', 16),
      element(0x60020102, 'US', 12),
    ]);
    expect(display?.overlays).toMatchObject([
      { group: 0x6000, rows: 4, columns: 6, origin: [1, -1], type: 'G', data: Uint8Array.of(1, 2, 3) },
      { group: 0x6002, type: 'R', bitPosition: 12 },
    ]);
  });

  it.each([
    ['SCT', '399162004', 'CC'],
    ['SCT', '399368009', 'MLO'],
    ['SRT', 'R-10242', 'CC'],
    ['SNM3', 'R-10226', 'MLO'],
    ['SRT', 'Y-X1771', 'XCCM'],
    ['99SDM', 'Y-X1770', 'XCCL'],
    ['99LOCAL', 'R-10242', undefined],
    ['SCT', '12345', undefined],
  ])('take a mammogram’s view from its code: %s %s', (scheme, value, view) => {
    const coded = sequence(0x00540220, [element(0x00080100, 'SH', value), element(0x00080102, 'SH', scheme)]);
    expect(headerOf([coded]).display?.viewPosition).toBe(view);
    expect(headerOf([coded, element(0x00185101, 'CS', 'ML')]).display?.viewPosition).toBe('ML');
  });

  it('take the side of tomosynthesis from its functional groups, and of each frame where they differ', () => {
    const side = (value: string): DicomElement => sequence(0x00209071, [element(0x00209072, 'CS', value)]);
    const shared = headerOf([element(0x00280008, 'IS', 2), sequence(0x52009229, [side('R')])]);
    expect(shared.display?.imageLaterality).toBe('R');
    const each = headerOf([element(0x00280008, 'IS', 2), sequence(0x52009230, [side('L')], [side('R')])]);
    expect(each.frames.map(({ display }) => display?.imageLaterality)).toEqual(['L', 'R']);
    const whole = headerOf([sequence(0x52009229, [side('LEFT')]), element(0x00200062, 'CS', 'B')]);
    expect(whole.display?.imageLaterality).toBe('B');
  });

  it('differ by frame only where functional groups do', () => {
    const frame = (z: number, slope: string): DicomElement[] => [
      sequence(0x00209113, [element(0x00200032, 'DS', ['0', '0', String(z)])]),
      sequence(0x00289145, [element(0x00281052, 'DS', '0'), element(0x00281053, 'DS', slope)]),
    ];
    const shared = sequence(0x52009229, [
      sequence(0x00209116, [element(0x00200037, 'DS', ['1', '0', '0', '0', '1', '0'])]),
      sequence(0x00289110, [element(0x00280030, 'DS', ['2', '2'])]),
    ]);
    const enhanced = (slopes: string[]): DicomHeader =>
      headerOf([
        element(0x00280008, 'IS', slopes.length),
        shared,
        sequence(0x52009230, ...slopes.map((slope, index) => frame(index, slope))),
      ]);
    const same = enhanced(['3', '3', '3']);
    expect(same.display).toMatchObject({ rescaleSlope: 3, pixelSpacing: [2, 2] });
    expect(same.frames.map(({ position, display }) => [position, display])).toEqual([
      [[0, 0, 0], undefined],
      [[0, 0, 1], undefined],
      [[0, 0, 2], undefined],
    ]);
    const different = enhanced(['3', '4', '3']);
    expect(different.frames.map(({ display }) => display?.rescaleSlope)).toEqual([3, 4, 3]);
    expect(different.frames[0]?.display).toBe(different.frames[2]?.display);
    expect(different.stack.orientation).toEqual([1, 0, 0, 0, 1, 0]);
  });
});

describe('roles and words', () => {
  it.each([
    ['localizer', { imageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }],
    ['mip', { imageType: ['DERIVED', 'SECONDARY', 'PROJECTION IMAGE'] }],
    ['derived', { modality: 'MR', imageType: ['DERIVED', 'SECONDARY', 'ADC'] }],
    ['dose', { imageType: ['DERIVED', 'SECONDARY'], seriesDescription: 'Dose Report' }],
    ['dose', { imageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'], seriesDescription: 'Dose Report' }],
    ['primary', { modality: 'RTDOSE', seriesDescription: 'Dose Summary' }],
    ['capture', { sopClassUID: '1.2.840.10008.5.1.4.1.1.7' }],
    ['primary', { imageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'] }],
    ['primary', { modality: 'DX', imageType: ['DERIVED', 'PRIMARY'] }],
  ])('%s', (role, facts) => {
    expect(
      imageRole({ sopClassUID: '1.2.840.10008.5.1.4.1.1.2', modality: 'CT', imageType: [], ...facts }),
    ).toBe(role);
  });

  it('name every kind', () => {
    expect(sopClassName('1.2.840.10008.5.1.4.1.1.88.59')).toBe('Key images');
    expect(sopClassName('1.2.840.10008.5.1.4.1.1.88.999')).toBe('Structured report');
    expect(sopClassName('1.3.12.2.1107.5.9.1')).toBe('Unknown object');
  });
});

describe('whose study it is', () => {
  it('disagrees by name or birth date, not by how they are written', () => {
    const name = (alphabetic: string, ideographic?: string) => ({
      patientName: { alphabetic, ...(ideographic === undefined ? {} : { ideographic }) },
    });
    expect(identitiesDisagree(name('DOE^JANE'), name('Doe^Jane^'))).toBe(false);
    expect(identitiesDisagree(name('Müller^Jo'), name('MULLER^JO'))).toBe(false);
    expect(identitiesDisagree(name('Doe^Jane'), name('Roe^Jane'))).toBe(true);
    expect(identitiesDisagree(name('Doe^Jane'), {})).toBe(false);
    expect(identitiesDisagree({ patientBirthDate: '19700101' }, { patientBirthDate: '19700102' })).toBe(true);
    expect(identitiesDisagree(name('', '山田^太郎'), name('Yamada^Tarou'))).toBe(false);
  });

  it('is found by name, ID, date and description without accents', () => {
    const text = searchText(
      [{ patientName: { alphabetic: 'Müster^Jürgen' }, patientID: 'EX-1', patientBirthDate: '19901224' }],
      { studyInstanceUID: '1.2', studyDate: '20260320', studyDescription: 'Thorax p.a.' },
      ['DX'],
    );
    for (const word of ['muster, jurgen', 'ex-1', '1990-12-24', '20260320', 'thorax', 'dx'])
      expect(text).toContain(word);
    expect(text).not.toContain('1.2 ');
  });
});
