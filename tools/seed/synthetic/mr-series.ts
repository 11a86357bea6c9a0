/** A T1-weighted MR of a head phantom: scalp, skull, brain with folds, white matter, ventricles, eyes. */
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

const mrImageStorage = '1.2.840.10008.5.1.4.1.1.4';

export interface MrOptions {
  slices?: number;
  size?: number;
  thicknessMm?: number;
  series?: Partial<SeriesFacts>;
  study?: Partial<StudyFacts>;
  extra?: (slice: number) => readonly DicomElement[];
}

export const mrStudy: StudyFacts = {
  key: 'mr head',
  patient: people.tarou,
  date: '20260311',
  time: '083000',
  description: 'MR head',
  accession: 'EX-MR-1',
  referring: 'Beispiel^Kai^^Dr.',
};

/** One slice; `level` runs from 0 (skull base) to 1 (vertex). */
function head(size: number, level: number): Canvas {
  const canvas = new Canvas(size, size, 0);
  const round = Math.sqrt(Math.max(0.02, 1 - (Math.max(0, level - 0.35) / 0.66) ** 2));
  const [rx, ry] = [0.31 * round, 0.4 * round];
  const at = { x: 0.5, y: 0.5 };
  canvas.paint({ ...at, rx, ry, value: 328 });
  canvas.paint({ ...at, rx: rx - 0.018, ry: ry - 0.018, value: 24 });
  canvas.paint({ ...at, rx: rx - 0.035, ry: ry - 0.035, value: 52 });
  canvas.paint({ ...at, rx: rx - 0.045, ry: ry - 0.045, value: 172 });
  canvas.paint({ ...at, rx: rx * 0.72, ry: ry * 0.76, value: 244 });
  for (let fold = 0; fold < 30; fold += 1) {
    const angle = (fold / 30) * 2 * Math.PI + level * 5;
    const depth = 0.78 + 0.05 * Math.sin(fold * 5 + level * 31);
    const [x, y] = [0.5 + Math.cos(angle) * rx * depth, 0.5 + Math.sin(angle) * ry * depth];
    canvas.paint({ x, y, rx: 0.032 * round, ry: 0.007, turn: angle, value: 168 });
    canvas.paint({ x, y, rx: 0.026 * round, ry: 0.003, turn: angle, value: 72 });
  }
  canvas.paint({ x: 0.5, y: 0.5, rx: 0.003, ry: ry - 0.05, value: 68 });
  if (level > 0.35 && level < 0.75) {
    const wide = Math.sin(((level - 0.35) / 0.4) * Math.PI);
    for (const side of [-1, 1]) {
      canvas.paint({
        x: 0.5 + side * 0.045,
        y: 0.46,
        rx: 0.02 * wide,
        ry: 0.1 * wide,
        turn: side * 0.35,
        value: 48,
      });
      canvas.paint({
        x: 0.5 + side * 0.085,
        y: 0.5,
        rx: 0.03 * wide,
        ry: 0.05 * wide,
        turn: side * 0.4,
        value: 200,
      });
    }
  }
  if (level < 0.28) {
    canvas.paint({ x: 0.5, y: 0.7, rx: 0.17, ry: 0.1, value: 208 });
    canvas.paint({ x: 0.5, y: 0.58, rx: 0.05, ry: 0.05, value: 224 });
    for (const x of [0.4, 0.6]) {
      canvas.paint({ x, y: 0.2, rx: 0.045, ry: 0.045, value: 64 });
      canvas.paint({ x, y: 0.165, rx: 0.018, ry: 0.01, value: 104 });
    }
  }
  return canvas.soften();
}

const sigma = (value: number): number => (value < 20 ? 0.25 : 0.9);

export function mrSeries(options: MrOptions = {}): SyntheticFile[] {
  const { slices = 40, size = 256, thicknessMm = 4 } = options;
  const study = { ...mrStudy, ...options.study };
  const series = { number: 3, modality: 'MR', description: 'T1 axial', bodyPart: 'HEAD', ...options.series };
  const spacing = 240 / size;
  const format = {
    rows: size,
    columns: size,
    samples: 1,
    photometric: 'MONOCHROME2',
    bitsAllocated: 16,
    bitsStored: 12,
  } as const;
  const noise = random(20_260_311 + series.number);
  return Array.from({ length: slices }, (_, slice): SyntheticFile => {
    const level = slices === 1 ? 0.5 : slice / (slices - 1);
    const z = -80 + slice * thicknessMm;
    const elements = merge(
      commonElements(study, series, mrImageStorage, slice + 1),
      formatElements(format),
      [
        element(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'M', 'ND']),
        element(0x00180050, 'DS', decimal(thicknessMm)),
        element(0x00180080, 'DS', '500'),
        element(0x00180081, 'DS', '12'),
        element(0x00180086, 'IS', 1),
        element(0x00180088, 'DS', decimal(thicknessMm)),
        element(0x00200012, 'IS', 1),
        element(0x00200032, 'DS', ['-120', '-120', decimal(z)]),
        element(0x00200037, 'DS', ['1', '0', '0', '0', '1', '0']),
        element(0x00200052, 'UI', frameOfReferenceUid(study)),
        element(0x00280030, 'DS', [decimal(spacing), decimal(spacing)]),
        element(0x00281050, 'DS', '170'),
        element(0x00281051, 'DS', '340'),
        element(0x7fe00010, 'OW', head(size, level).toWords(noise, sigma, 1, 4095)),
      ],
      options.extra?.(slice) ?? [],
    );
    return file(`MR/S${String(series.number)}/I${String(slice + 1).padStart(4, '0')}.dcm`, elements);
  });
}
