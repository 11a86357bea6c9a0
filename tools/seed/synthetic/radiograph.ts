/** A frontal chest radiograph. MONOCHROME1: low values are bright, as detectors give them. */
import { Canvas } from './canvas.ts';
import { people } from './people.ts';
import { random } from './random.ts';
import {
  type StudyFacts,
  type SyntheticFile,
  commonElements,
  decimal,
  file,
  formatElements,
  merge,
} from './study.ts';
import { element } from './write-dicom.ts';

const digitalXRay = '1.2.840.10008.5.1.4.1.1.1.1';

export interface RadiographOptions {
  rows?: number;
  columns?: number;
  photometric?: 'MONOCHROME1' | 'MONOCHROME2';
  study?: Partial<StudyFacts>;
}

export const radiographStudy: StudyFacts = {
  key: 'dx chest',
  patient: people.juergen,
  date: '20260320',
  time: '160500',
  description: 'Chest PA',
  accession: 'EX-DX-1',
  referring: 'Example^Robin^^Dr.',
};

/** Absorption 0–4095: bone high, air low. */
function chestPA(columns: number, rows: number): Canvas {
  const canvas = new Canvas(columns, rows, 260);
  canvas.paint({ x: 0.5, y: 0.95, rx: 0.5, ry: 0.72, value: 2100 });
  canvas.paint({ x: 0.5, y: 0.12, rx: 0.11, ry: 0.2, value: 1900 });
  for (const side of [-1, 1]) {
    canvas.paint({ x: 0.5 + side * 0.2, y: 0.52, rx: 0.15, ry: 0.33, turn: side * -0.08, value: 760 });
    canvas.paint({ x: 0.5 + side * 0.2, y: 0.92, rx: 0.19, ry: 0.14, value: 2350 });
  }
  for (let rib = 0; rib < 9; rib += 1) {
    for (const side of [-1, 1]) {
      for (let step = 0; step < 26; step += 1) {
        const along = step / 25;
        const x = 0.5 + side * (0.05 + 0.32 * Math.sin(along * 1.5));
        const y = 0.2 + rib * 0.075 + 0.09 * along * along;
        canvas.paint({ x, y, rx: 0.014, ry: 0.009, value: 2600, keep: 0.82 });
      }
    }
  }
  for (const side of [-1, 1])
    canvas.paint({ x: 0.5 + side * 0.19, y: 0.22, rx: 0.17, ry: 0.012, turn: side * -0.18, value: 2700 });
  for (let level = 0; level < 16; level += 1) {
    canvas.paint({ x: 0.5, y: 0.1 + level * 0.058, rx: 0.032, ry: 0.022, value: 2850 });
  }
  canvas.paint({ x: 0.545, y: 0.66, rx: 0.14, ry: 0.13, turn: 0.6, value: 2450, keep: 0.25 });
  canvas.paint({ x: 0.5, y: 0.28, rx: 0.016, ry: 0.18, value: 1500, keep: 0.4 });
  canvas.paint({ x: 0.86, y: 0.12, rx: 0.012, ry: 0.045, value: 3900 });
  canvas.paint({ x: 0.88, y: 0.16, rx: 0.03, ry: 0.01, value: 3900 });
  return canvas.soften().soften();
}

export function radiograph(options: RadiographOptions = {}): SyntheticFile[] {
  const { rows = 1500, columns = 1500, photometric = 'MONOCHROME1' } = options;
  const study = { ...radiographStudy, ...options.study };
  const series = { number: 1, modality: 'DX', description: 'Chest PA', bodyPart: 'CHEST' };
  const pixels = chestPA(columns, rows).toWords(random(20_260_320), (value) => 6 + value / 250, 0, 4095);
  if (photometric === 'MONOCHROME1') for (const [at, value] of pixels.entries()) pixels[at] = 4095 - value;
  const format = { rows, columns, samples: 1, photometric, bitsAllocated: 16, bitsStored: 12 } as const;
  const elements = merge(commonElements(study, series, digitalXRay, 1), formatElements(format), [
    element(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', '']),
    element(0x00080068, 'CS', 'FOR PRESENTATION'),
    element(0x00181164, 'DS', [decimal(420 / columns), decimal(420 / columns)]),
    element(0x00185101, 'CS', 'PA'),
    element(0x00200020, 'CS', ['L', 'F']),
    element(0x00200062, 'CS', 'U'),
    element(0x00281050, 'DS', photometric === 'MONOCHROME1' ? '2195' : '1900'),
    element(0x00281051, 'DS', '3200'),
    element(0x00281052, 'DS', '0'),
    element(0x00281053, 'DS', '1'),
    element(0x00281054, 'LO', 'US'),
    element(0x20500020, 'CS', photometric === 'MONOCHROME1' ? 'INVERSE' : 'IDENTITY'),
    element(0x00280301, 'CS', 'NO'),
    element(0x7fe00010, 'OW', pixels),
  ]);
  return [file('DX/CHEST_PA', elements)];
}
