/** Turns decoded frames into pixels of a canvas by the display pipeline, keeping what the next frame can use again. */
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { DisplayLuts } from '@pacs/shared/display/lut';
import { drawOverlay, type OverlayPlane } from '@pacs/shared/display/overlay';
import { pixelTable, tableDomain, type PixelTable } from '@pacs/shared/display/pixel-table';
import { renderFrame } from '@pacs/shared/display/render-frame';
import type { Voi } from '@pacs/shared/display/voi';
import type { DisplayFacts } from '@pacs/shared/manifest';

export interface Painting {
  decoded: DecodedFrame;
  display: DisplayFacts;
  luts: DisplayLuts | undefined;
  /** Of the whole frame's size: none over previews. */
  planes: readonly OverlayPlane[];
  /** undefined for colour. */
  voi: Voi | undefined;
  invert: boolean;
  bitsStored: number;
  /** Of the image, of which `decoded` may be a preview. */
  fullSize: { rows: number; columns: number };
}

export interface Painter {
  readonly canvas: HTMLCanvasElement;
  /**
   * Paints unless the canvas shows this already. The answer stands for what is on the canvas: it is another
   * object whenever that is another picture. Throws DecodeError for colour spaces nobody knows.
   */
  paint(painting: Painting): object;
}

export function createPainter(): Painter {
  const canvas = document.createElement('canvas');
  let shown: Painting | undefined;
  let table: { of: Painting; table: PixelTable } | undefined;
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

  return {
    canvas,
    paint(painting) {
      if (shown !== undefined && isSamePicture(shown, painting)) return shown;
      const { decoded, display, luts, voi, invert, bitsStored, fullSize, planes } = painting;
      const { rows, columns } = decoded;
      if (pixels?.width !== columns || pixels.height !== rows) {
        pixels = new ImageData(columns, rows);
        canvas.width = columns;
        canvas.height = rows;
      }
      const into = pixels.data;
      const table = tableFor(painting);
      renderFrame(decoded, { display, luts, voi, invert, bitsStored, fullSize, table, into });
      for (const plane of planes) drawOverlay(into, decoded, plane);
      put();
      shown = painting;
      return shown;
    },
  };
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
