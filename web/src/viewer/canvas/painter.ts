/**
 * Turns decoded frames into pixels of a canvas by the display pipeline, keeping what the next frame can use again. Of
 * a large frame only what is seen is painted, from the half (quarter, …) that has about as many pixels as the screen.
 */
import { isLarge, levelsOf } from '@pacs/shared/display/halves';
import { cropFrame, type Part } from '@pacs/shared/display/part';
import { pixelTable, tableDomain, type PixelTable } from '@pacs/shared/display/pixel-table';
import { renderFrame } from '@pacs/shared/display/render-frame';
import type { Voi } from '@pacs/shared/display/voi';
import { renderPart, type Painted, type Painting } from '../core/render-part.ts';
import { holds, levelFor, partSeen, wholeOf, type Seen } from '../core/seen.ts';

export interface Painter {
  /** The same for the painter's life; may be larger than what is painted on it. */
  readonly canvas: HTMLCanvasElement;
  /**
   * What to paint from now on. The answer stands for the picture: it is another object whenever that is another
   * picture. Throws DecodeError for colour spaces nobody knows.
   */
  take: (painting: Painting) => object;
  /** Paints what was taken, unless the canvas shows it already: at least what is seen of it; without `seen`, all. */
  paint: (seen?: Seen) => Painted;
}

interface Shown {
  painting: Painting;
  level: number;
  part: Part;
  painted: Painted;
}

const nothing: Painted = {
  source: { width: 0, height: 0 },
  at: { x: 0, y: 0 },
  size: { width: 0, height: 0 },
};

export function createPainter(): Painter {
  const canvas = document.createElement('canvas');
  canvas.width = 0;
  canvas.height = 0;
  let taken: Painting | undefined;
  let shown: Shown | undefined;
  let table: { of: Painting; table: PixelTable } | undefined;
  let memory = new ArrayBuffer(0);
  let pixels: ImageData | undefined;
  const put = () => {
    if (pixels !== undefined) canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  };
  canvas.addEventListener('contextrestored', put);

  const tableFor = (painting: Painting): PixelTable | undefined => {
    const { samplesPerPixel, samples } = painting.decoded;
    const domain = samplesPerPixel === 1 ? tableDomain(samples, painting.bitsStored) : undefined;
    if (domain === undefined || painting.voi === undefined) return undefined;
    if (table === undefined || !isSameMapping(table.of, painting)) {
      const { display, luts, voi, invert, decoded } = painting;
      const { photometricInterpretation } = decoded;
      table = {
        of: painting,
        table: pixelTable(domain, { display, luts, voi, invert, photometricInterpretation }),
      };
    }
    return table.table;
  };

  const room = (rows: number, columns: number): ImageData => {
    if (pixels?.width === columns && pixels.height === rows) return pixels;
    const bytes = rows * columns * 4;
    if (memory.byteLength < bytes) memory = new ArrayBuffer(bytes);
    if (canvas.width < columns || canvas.height < rows) {
      canvas.width = Math.max(canvas.width, columns);
      canvas.height = Math.max(canvas.height, rows);
    }
    return new ImageData(new Uint8ClampedArray(memory, 0, bytes), columns, rows);
  };

  const render = (painting: Painting, level: number, part: Part): Painted => {
    pixels = room(part.rows, part.columns);
    const painted = renderPart(painting, level, part, { table: tableFor(painting), into: pixels.data });
    put();
    return painted;
  };

  return {
    canvas,
    take(painting) {
      if (taken !== undefined && isSamePicture(taken, painting)) return taken;
      if (painting.decoded.samplesPerPixel !== 1) requireColour(painting);
      taken = painting;
      return taken;
    },
    paint(seen) {
      if (taken === undefined) return nothing;
      const levels = levelsOf(taken.decoded);
      const isPartial = seen !== undefined && isLarge(taken.decoded);
      const level = isPartial ? levelFor(seen.scale, taken, levels.length) : 0;
      const frame = levels[level] ?? taken.decoded;
      const visible = isPartial ? partSeen(seen, taken.fullSize, frame, 0) : wholeOf(frame);
      if (shown?.painting === taken && shown.level === level && holds(shown.part, visible))
        return shown.painted;
      // Who moves the picture will move it on; who sets the window looks at the same part.
      const isMoved = isPartial && shown?.painting === taken;
      const part = isMoved ? partSeen(seen, taken.fullSize, frame, 1 / 8) : visible;
      shown = { painting: taken, level, part, painted: render(taken, level, part) };
      return shown.painted;
    },
  };
}

/** Throws where colour can't be shown: its first pixel tells as well as all of them. */
function requireColour({ decoded, display, bitsStored }: Painting): void {
  const { shutter: _, ...plain } = display;
  renderFrame(cropFrame(decoded, { row: 0, column: 0, rows: 1, columns: 1 }), { display: plain, bitsStored });
}

const isSameVoi = (a: Voi | undefined, b: Voi | undefined) => JSON.stringify(a) === JSON.stringify(b);

const isSameMapping = (a: Painting, b: Painting) =>
  a.display === b.display &&
  a.luts === b.luts &&
  a.invert === b.invert &&
  a.bitsStored === b.bitsStored &&
  a.decoded.photometricInterpretation === b.decoded.photometricInterpretation &&
  a.decoded.samples.constructor === b.decoded.samples.constructor &&
  isSameVoi(a.voi, b.voi);

const isSamePicture = (a: Painting, b: Painting) =>
  a.decoded === b.decoded && a.planes === b.planes && isSameMapping(a, b);
