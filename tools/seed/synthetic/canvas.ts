/** Paints phantoms: ellipses over each other, softened, with noise. */
import type { Random } from './random.ts';

export interface Ellipse {
  /** Centre and half axes as fractions of the image's width; y runs down. */
  x: number;
  y: number;
  rx: number;
  ry: number;
  /** Turn in radians. */
  turn?: number;
  value: number;
  /** Part of the old value that shows through: 0 opaque. */
  keep?: number;
}

export class Canvas {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;

  constructor(columns: number, rows: number, background: number) {
    this.columns = columns;
    this.rows = rows;
    this.values = new Float32Array(columns * rows).fill(background);
  }

  paint({ x, y, rx, ry, turn = 0, value, keep = 0 }: Ellipse): void {
    const { columns, rows, values } = this;
    const reach = Math.max(rx, ry) * columns;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const fromRow = Math.max(0, Math.floor(y * columns - reach));
    const toRow = Math.min(rows - 1, Math.ceil(y * columns + reach));
    const fromColumn = Math.max(0, Math.floor(x * columns - reach));
    const toColumn = Math.min(columns - 1, Math.ceil(x * columns + reach));
    for (let row = fromRow; row <= toRow; row += 1) {
      const dy = row / columns - y;
      for (let column = fromColumn; column <= toColumn; column += 1) {
        const dx = column / columns - x;
        const u = (dx * cos + dy * sin) / rx;
        const v = (dy * cos - dx * sin) / ry;
        if (u * u + v * v > 1) continue;
        const at = row * columns + column;
        values[at] = value + (keep === 0 ? 0 : keep * ((values[at] ?? 0) - value));
      }
    }
  }

  /** A 3 × 3 mean: edges as detectors see them. */
  soften(): this {
    const { columns, rows, values } = this;
    const across = values.slice();
    for (let at = 1; at < values.length - 1; at += 1) {
      across[at] = ((values[at - 1] ?? 0) + (values[at] ?? 0) + (values[at + 1] ?? 0)) / 3;
    }
    for (let row = 1; row < rows - 1; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const at = row * columns + column;
        values[at] = ((across[at - columns] ?? 0) + (across[at] ?? 0) + (across[at + columns] ?? 0)) / 3;
      }
    }
    return this;
  }

  /** Values as unsigned 16-bit words: `sigma` gives the noise at a value, `offset` is added, then cut to [0, max]. */
  toWords(random: Random, sigma: (value: number) => number, offset: number, max: number): Uint16Array {
    const words = new Uint16Array(this.values.length);
    for (const [at, value] of this.values.entries()) {
      const noisy = Math.round(value + offset + sigma(value) * random.normal());
      words[at] = noisy < 0 ? 0 : noisy > max ? max : noisy;
    }
    return words;
  }
}
