/** In which colour a presentation state wants a layer drawn (PS3.3 C.10.7). */
import type { PresentationState } from '@pacs/shared/document-content';

type Rgb = readonly [red: number, green: number, blue: number];

/** Bytes of red, green and blue; undefined where the state leaves it to us. */
export function layerColour({ layers }: PresentationState, name: string): Rgb | undefined {
  const layer = layers.find((one) => one.name === name);
  if (layer?.colour !== undefined) return fromLab(layer.colour);
  if (layer?.grey === undefined) return undefined;
  const grey = Math.round((layer.grey / 65_535) * 255);
  return [grey, grey, grey];
}

/** CIE 15: from L* to Y, and likewise for X and Z; 6/29 is where the cube root gives way to a line. */
const cubed = (value: number): number => (value > 6 / 29 ? value ** 3 : 3 * (6 / 29) ** 2 * (value - 4 / 29));

/** PS3.3 C.10.7.1.1: L* as 0–100 and a*, b* as −128–127, each in 16 bits, under D50. */
function fromLab([l = 0, a = 0, b = 0]: readonly number[]): Rgb {
  const f = (l / 65_535) * (100 / 116) + 16 / 116;
  const x = 0.96422 * cubed(f + ((a / 65_535) * 255 - 128) / 500);
  const y = cubed(f);
  const z = 0.82521 * cubed(f - ((b / 65_535) * 255 - 128) / 200);
  // To sRGB, adapted from D50 to D65 (Bradford).
  return [
    toByte(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
    toByte(-0.9787684 * x + 1.9161415 * y + 0.033454 * z),
    toByte(0.0719453 * x - 0.2289914 * y + 1.4052427 * z),
  ];
}

/** IEC 61966-2-1; what the screen cannot show is the nearest that it can. */
function toByte(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}
