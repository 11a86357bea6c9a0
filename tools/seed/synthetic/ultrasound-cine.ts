/** A colour ultrasound cine: a fan with speckle, a beating chamber, flow in red and blue. */
import { people } from './people.ts';
import { random } from './random.ts';
import { type StudyFacts, type SyntheticFile, commonElements, file, formatElements, merge } from './study.ts';
import { element } from './write-dicom.ts';

const ultrasoundMultiFrame = '1.2.840.10008.5.1.4.1.1.3.1';

export interface UltrasoundOptions {
  frames?: number;
  rows?: number;
  columns?: number;
  study?: Partial<StudyFacts>;
}

export const ultrasoundStudy: StudyFacts = {
  key: 'us heart',
  patient: people.olga,
  date: '20260318',
  time: '141000',
  description: 'Echocardiography',
  accession: 'EX-US-1',
  referring: 'Example^Robin^^Dr.',
};

const half = Math.PI / 4.2;

/** Grey of tissue at a place of the fan: depth 0–1, angle −1–1, `beat` 0–1. Negative inside the chamber. */
function tissue(depth: number, angle: number, beat: number): number {
  const [x, y] = [angle * depth * 0.9, depth - 0.52];
  const size = 0.16 + 0.07 * beat;
  const chamber = Math.hypot(x / 0.75, y / 1.2) - size;
  if (chamber < 0) return -1;
  if (chamber < 0.035) return 200;
  return 95 - 45 * depth + 30 * Math.sin(depth * 40 + angle * 3);
}

function paintFrame(
  pixels: Uint8Array,
  at: number,
  rows: number,
  columns: number,
  beat: number,
  speckle: Float32Array,
): void {
  const [apexX, apexY, reach] = [columns / 2, rows * 0.04, rows * 0.92];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [dx, dy] = [column - apexX, row - apexY];
      const depth = Math.hypot(dx, dy) / reach;
      const angle = Math.atan2(dx, dy) / half;
      const out = at + (row * columns + column) * 3;
      if (depth > 1 || depth < 0.03 || Math.abs(angle) > 1) continue;
      const cell = Math.floor(depth * 220) * 160 + Math.floor((angle + 1) * 79);
      const noise = 0.55 + 0.45 * (speckle[cell] ?? 0);
      const grey = tissue(depth, angle, beat);
      const level = Math.max(0, Math.min(255, grey < 0 ? 6 * noise : grey * noise));
      pixels.fill(level, out, out + 3);
      const flow = Math.hypot(angle * depth * 0.9, depth - 0.5) < 0.12;
      if (grey < 0 && flow) {
        const speed = 120 + 110 * Math.sin(beat * Math.PI) * noise;
        pixels[out] = beat > 0.5 ? speed : 10;
        pixels[out + 1] = speed / 5;
        pixels[out + 2] = beat > 0.5 ? 10 : speed;
      }
    }
  }
  for (let step = 0; step < 10; step += 1) {
    const row = Math.round(apexY + (reach * step) / 10);
    pixels.fill(220, at + (row * columns + columns - 12) * 3, at + (row * columns + columns - 4) * 3);
  }
}

export function ultrasoundCine(options: UltrasoundOptions = {}): SyntheticFile[] {
  const { frames = 20, rows = 300, columns = 400 } = options;
  const study = { ...ultrasoundStudy, ...options.study };
  const series = { number: 1, modality: 'US', description: 'Four chambers, colour', bodyPart: 'HEART' };
  const noise = random(20_260_318);
  const pixels = new Uint8Array(frames * rows * columns * 3);
  for (let frame = 0; frame < frames; frame += 1) {
    const speckle = Float32Array.from({ length: 160 * 222 }, () => Math.abs(noise.normal()));
    const beat = 0.5 - 0.5 * Math.cos((frame / frames) * 2 * Math.PI);
    paintFrame(pixels, frame * rows * columns * 3, rows, columns, beat, speckle);
  }
  const format = { rows, columns, samples: 3, photometric: 'RGB', bitsAllocated: 8, bitsStored: 8 } as const;
  const elements = merge(commonElements(study, series, ultrasoundMultiFrame, 1), formatElements(format), [
    element(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'EPICARDIAL']),
    element(0x00082144, 'IS', 25),
    element(0x00181063, 'DS', '40'),
    element(0x00280008, 'IS', frames),
    { tag: 0x00280009, vr: 'AT', value: Uint8Array.of(0x18, 0, 0x63, 0x10) },
    element(0x00282110, 'CS', '00'),
    element(0x7fe00010, 'OB', pixels),
  ]);
  return [file('US/CINE0001.dcm', elements)];
}
