/** Ready-made ways to map values to grey, offered by name and by the digits 1–9. */
import type { VoiFunction } from '@pacs/shared/display/voi';
import type { DisplayFacts } from '@pacs/shared/manifest';
import { say, type PlainPhrase } from '../../words/say.ts';

/**
 * What maps modality values to grey: one of the file's own tables, or a window; without either, the values' range.
 * `function`: where who chose the window said it.
 */
export type Voi =
  | { kind: 'window'; center: number; width: number; function?: VoiFunction }
  | { kind: 'lut'; lut: number }
  | { kind: 'auto' };

export interface Preset {
  name: string;
  voi: Voi;
  /** Whether it is black on white; absent: as it is. */
  invert?: boolean;
}

/** What choosing it changes. */
export const windowOf = ({ voi, invert }: Preset): { voi: Voi; invert?: boolean } => ({
  voi,
  ...(invert !== undefined && { invert }),
});

/** Usual windows in Hounsfield units; the names are what radiologists call them. */
const hounsfieldPresets: readonly [name: PlainPhrase, width: number, center: number][] = [
  ['Soft tissue', 400, 40],
  ['Lung', 1500, -600],
  ['Bone', 2500, 480],
  ['Brain', 80, 40],
  ['Mediastinum', 350, 50],
  ['Liver', 150, 90],
  ['Angiography', 600, 300],
];

/** Values are Hounsfield units only in CT, rescaled linearly, and not declared to be something else (PS3.3 C.11.1.1.2). */
export function isHounsfield(modality: string, facts: DisplayFacts): boolean {
  if (modality !== 'CT' || facts.modalityLut !== undefined) return false;
  if (facts.rescaleIntercept === undefined || facts.rescaleSlope === undefined) return false;
  return facts.rescaleType === undefined || facts.rescaleType === 'HU';
}

/** Upper ends of the usual windows of PET, from 0, in SUV by body weight. */
const suvEnds = [5, 10];

/**
 * Only where the file has everything that SUV is made of; the window is in the file's own values. PET is usually read
 * black on white, so each comes both ways.
 */
function suvPresets(modality: string, { suvbwFactor, modalityLut }: DisplayFacts): Preset[] {
  if (modality !== 'PT' || modalityLut !== undefined || suvbwFactor === undefined || suvbwFactor <= 0)
    return [];
  return suvEnds.flatMap((end): Preset[] => {
    const width = end / suvbwFactor;
    const name = `SUV 0–${String(end)}`;
    const voi: Voi = { kind: 'window', center: width / 2, width, function: 'LINEAR_EXACT' };
    return [
      { name, voi, invert: false },
      { name: say('{window}, black on white', { window: name }), voi, invert: true },
    ];
  });
}

const titled = (text: string | undefined, fallback: string) => {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? fallback : trimmed.charAt(0) + trimmed.slice(1).toLowerCase();
};

/** The file's own windows and tables first, then what the modality is usually read with. Colour has none. */
export function presetsFor(modality: string, facts: DisplayFacts, monochrome: boolean): Preset[] {
  if (!monochrome) return [];
  const { windows: windowsIn, voiLuts } = facts;
  const windows = windowsIn.map((window, index): Preset => ({
    name: titled(
      window.explanation,
      windowsIn.length === 1 ? say('Window of the file') : say('Window {n} of the file', { n: index + 1 }),
    ),
    voi: { kind: 'window', center: window.center, width: window.width },
  }));
  const tables = voiLuts.map((lut, index): Preset => ({
    name: titled(
      lut.explanation,
      voiLuts.length === 1 ? say('Table of the file') : say('Table {n} of the file', { n: index + 1 }),
    ),
    voi: { kind: 'lut', lut: index },
  }));
  const isInFile = (width: number, center: number) =>
    windowsIn.some((window) => window.width === width && window.center === center);
  const usual = hounsfieldPresets
    .filter(([, width, center]) => isHounsfield(modality, facts) && !isInFile(width, center))
    .map(([name, width, center]): Preset => ({ name: say(name), voi: { kind: 'window', center, width } }));
  const suv = suvPresets(modality, facts);
  return [...windows, ...tables, ...usual, ...suv, { name: say('Full range'), voi: { kind: 'auto' } }];
}

/** Window after a drag, in screen pixels: right widens, down brightens the level's way radiologists expect (level up). */
export function draggedWindow(
  start: { center: number; width: number },
  moved: { x: number; y: number },
  valuesPerPixel: number,
): { kind: 'window'; center: number; width: number } {
  const smallest = valuesPerPixel < 0.01 ? 1e-6 : 1;
  return {
    kind: 'window',
    width: Math.max(smallest, start.width + moved.x * valuesPerPixel),
    center: start.center + moved.y * valuesPerPixel,
  };
}
