/** Pixels of a PNG. */
import sharp from 'sharp';

export interface Pixels {
  width: number;
  height: number;
  at: (x: number, y: number) => [number, number, number];
}

export async function pixelsOf(png: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return {
    width,
    height,
    at(x, y) {
      const from = 3 * (Math.round(y) * width + Math.round(x));
      return [data[from] ?? 0, data[from + 1] ?? 0, data[from + 2] ?? 0];
    },
  };
}
