/** A CT of a chest phantom, foot to head: body, ribs, spine, lungs, heart, aorta, liver. Values in HU. */
import { Canvas } from './canvas.ts';
import { people } from './people.ts';
import { random } from './random.ts';
import {
  type SeriesFacts,
  type StudyFacts,
  type SyntheticFile,
  commonElements,
  decimal,
  file,
  formatElements,
  frameOfReferenceUid,
  merge,
} from './study.ts';
import { type DicomElement, element } from './write-dicom.ts';

const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';

export interface CtOptions {
  slices?: number;
  /** Rows and columns. */
  size?: number;
  thicknessMm?: number;
  series?: Partial<SeriesFacts>;
  study?: Partial<StudyFacts>;
  /** HU of the aorta: 45 plain, 250 in an arterial phase. */
  aorta?: number;
  acquisitionNumber?: number;
  firstInstanceNumber?: number;
  /** Share of the usual noise: less of it compresses better. */
  noise?: number;
  /** Adds a localizer of its own series in front. */
  localizer?: boolean;
  /** Replaces or adds elements of every slice. */
  extra?: (slice: number) => readonly DicomElement[];
}

export const ctStudy: StudyFacts = {
  key: 'ct chest',
  patient: people.jane,
  date: '20260302',
  time: '101500',
  description: 'CT chest',
  accession: 'EX-CT-1',
  referring: 'Example^Robin^^Dr.',
};

/** One slice; `level` runs from 0 (upper belly) to 1 (neck base). */
function chest(size: number, level: number, aorta: number): Canvas {
  const canvas = new Canvas(size, size, -1024);
  canvas.paint({ x: 0.5, y: 0.5, rx: 0.5, ry: 0.5, value: -1000 });
  const wide = 0.4 - 0.09 * level ** 3;
  const deep = 0.29 - 0.05 * level ** 3;
  const middle = 0.5;
  canvas.paint({ x: middle, y: middle, rx: wide, ry: deep, value: -95 });
  canvas.paint({ x: middle, y: middle, rx: wide - 0.025, ry: deep - 0.022, value: 50 });
  const lung = Math.sin(Math.PI * Math.min(1, Math.max(0, (level - 0.12) / 0.95)));
  if (lung > 0.05) {
    for (const side of [-1, 1]) {
      const x = middle + side * 0.185;
      canvas.paint({ x, y: middle, rx: 0.135 * Math.sqrt(lung), ry: 0.2 * lung ** 0.6, value: -860 });
      for (let branch = 0; branch < 14; branch += 1) {
        const angle = branch * 2.4 + level * 9;
        const reach = 0.02 + 0.0065 * branch;
        const [bx, by] = [x + Math.cos(angle) * reach, middle + Math.sin(angle) * reach * 1.4];
        canvas.paint({ x: bx, y: by, rx: 0.006 - 0.0003 * branch, ry: 0.005 - 0.00025 * branch, value: -60 });
      }
    }
  }
  if (level < 0.35) {
    canvas.paint({ x: 0.36, y: 0.48, rx: 0.2 - 0.3 * level, ry: 0.19 - 0.3 * level, value: 62 });
    canvas.paint({ x: 0.68, y: 0.47, rx: 0.09, ry: 0.11, value: 35 });
    canvas.paint({ x: 0.66, y: 0.42, rx: 0.05, ry: 0.04, value: -950 });
  }
  if (level > 0.25 && level < 0.7) {
    const heart = Math.sin(((level - 0.25) / 0.45) * Math.PI);
    canvas.paint({ x: 0.545, y: 0.42, rx: 0.13 * heart, ry: 0.1 * heart, turn: 0.5, value: 45 });
    canvas.paint({
      x: 0.56,
      y: 0.43,
      rx: 0.06 * heart,
      ry: 0.045 * heart,
      turn: 0.5,
      value: (aorta + 45) / 2,
    });
  }
  canvas.paint({ x: 0.535, y: 0.6, rx: 0.026, ry: 0.026, value: aorta });
  if (level > 0.55) canvas.paint({ x: 0.5, y: 0.44, rx: 0.02, ry: 0.018, value: -980 });
  bones(canvas, level, wide, deep);
  canvas.paint({ x: middle, y: 0.93, rx: 0.42, ry: 0.02, value: -300 });
  return canvas.soften();
}

function bones(canvas: Canvas, level: number, wide: number, deep: number): void {
  canvas.paint({ x: 0.5, y: 0.68, rx: 0.05, ry: 0.042, value: 420 });
  canvas.paint({ x: 0.5, y: 0.68, rx: 0.042, ry: 0.034, value: 190 });
  canvas.paint({ x: 0.5, y: 0.735, rx: 0.019, ry: 0.017, value: 20 });
  canvas.paint({ x: 0.5, y: 0.765, rx: 0.01, ry: 0.03, value: 520 });
  canvas.paint({ x: 0.5, y: 0.5 - deep + 0.045, rx: 0.035, ry: 0.013, value: 380 });
  for (let rib = 0; rib < 18; rib += 1) {
    const angle = (rib / 18) * 2 * Math.PI + level * 7;
    if (Math.abs(Math.cos(angle)) < 0.2) continue;
    const [x, y] = [0.5 + Math.cos(angle) * (wide - 0.05), 0.5 + Math.sin(angle) * (deep - 0.045)];
    const turn = Math.atan2(Math.cos(angle) * deep, -Math.sin(angle) * wide);
    canvas.paint({ x, y, rx: 0.028, ry: 0.01, turn, value: 620 });
    canvas.paint({ x, y, rx: 0.02, ry: 0.005, turn, value: 260 });
  }
}

/** Quantum noise, and the hardly noisy air around the patient. */
const sigma = (hu: number): number => (hu <= -1024 ? 0 : hu < -980 ? 1 : hu < -700 ? 4 : 5.5);

const window = (center: number, width: number, explanation: string): DicomElement[] => [
  element(0x00281050, 'DS', [String(center), '-600']),
  element(0x00281051, 'DS', [String(width), '1500']),
  element(0x00281055, 'LO', [explanation, 'LUNG']),
];

export function ctVolume(options: CtOptions = {}): SyntheticFile[] {
  const { slices = 60, size = 256, thicknessMm = 5, aorta = 250, firstInstanceNumber = 1 } = options;
  const noiseShare = options.noise ?? 1;
  const study = { ...ctStudy, ...options.study };
  const series = {
    number: 2,
    modality: 'CT',
    description: 'Chest 5 mm',
    bodyPart: 'CHEST',
    ...options.series,
  };
  const spacing = 400 / size;
  const format = {
    rows: size,
    columns: size,
    samples: 1,
    photometric: 'MONOCHROME2',
    bitsAllocated: 16,
    bitsStored: 12,
  } as const;
  const noise = random(20_260_302 + series.number);
  const files = Array.from({ length: slices }, (_, slice): SyntheticFile => {
    const level = slices === 1 ? 0.5 : slice / (slices - 1);
    const pixels = chest(size, level, aorta).toWords(noise, (value) => sigma(value) * noiseShare, 1024, 4095);
    const z = -300 + slice * thicknessMm;
    const elements = merge(
      commonElements(study, series, ctImageStorage, firstInstanceNumber + slice),
      formatElements(format),
      [
        element(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL']),
        element(0x00180050, 'DS', decimal(thicknessMm)),
        element(0x00180060, 'DS', '120'),
        element(0x00185100, 'CS', 'HFS'),
        element(0x00200012, 'IS', options.acquisitionNumber ?? 1),
        element(0x00200032, 'DS', ['-200', '-200', decimal(z)]),
        element(0x00200037, 'DS', ['1', '0', '0', '0', '1', '0']),
        element(0x00200052, 'UI', frameOfReferenceUid(study)),
        element(0x00201041, 'DS', decimal(z)),
        element(0x00280030, 'DS', [decimal(spacing), decimal(spacing)]),
        element(0x00281052, 'DS', '-1024'),
        element(0x00281053, 'DS', '1'),
        element(0x00281054, 'LO', 'HU'),
        ...window(40, 400, 'SOFT TISSUE'),
        element(0x7fe00010, 'OW', pixels),
      ],
      options.extra?.(slice) ?? [],
    );
    return file(
      `CT/S${String(series.number)}/IM${String(firstInstanceNumber + slice).padStart(5, '0')}`,
      elements,
    );
  });
  return options.localizer === true ? [ctLocalizer(study), ...files] : files;
}

/** A frontal scout of the same phantom. */
function ctLocalizer(study: StudyFacts): SyntheticFile {
  const series = { number: 1, modality: 'CT', description: 'Scout', bodyPart: 'CHEST' };
  const size = 256;
  const canvas = new Canvas(size, size, -900);
  canvas.paint({ x: 0.5, y: 0.6, rx: 0.34, ry: 0.48, value: -20 });
  for (const x of [0.34, 0.66]) canvas.paint({ x, y: 0.45, rx: 0.12, ry: 0.27, value: -450 });
  canvas.paint({ x: 0.5, y: 0.5, rx: 0.035, ry: 0.5, value: 300 });
  canvas.paint({ x: 0.56, y: 0.56, rx: 0.12, ry: 0.11, value: 60 });
  const format = {
    rows: size,
    columns: size,
    samples: 1,
    photometric: 'MONOCHROME2',
    bitsAllocated: 16,
    bitsStored: 12,
  } as const;
  const elements = merge(commonElements(study, series, ctImageStorage, 1), formatElements(format), [
    element(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'LOCALIZER']),
    element(0x00200032, 'DS', ['-200', '0', '100']),
    element(0x00200037, 'DS', ['1', '0', '0', '0', '0', '-1']),
    element(0x00200052, 'UI', frameOfReferenceUid(study)),
    element(0x00280030, 'DS', ['1.5625', '1.5625']),
    element(0x00281050, 'DS', '0'),
    element(0x00281051, 'DS', '1000'),
    element(0x00281052, 'DS', '-1024'),
    element(0x00281053, 'DS', '1'),
    element(
      0x7fe00010,
      'OW',
      canvas.soften().toWords(random(7), () => 10, 1024, 4095),
    ),
  ]);
  return file('CT/S1/IM00001', elements);
}
