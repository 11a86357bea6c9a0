import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { type DisplayLuts, lutOf } from '@pacs/shared/display/lut';
import { renderFrame } from '@pacs/shared/display/render-frame';
import { DisplayFacts, type LutRef } from '@pacs/shared/manifest';
import sharp from 'sharp';
import { transferSyntax } from '@pacs/shared/dicom/transfer-syntax';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { Thumbnailer, ThumbnailSize, ThumbnailSource } from '../core/ingest/codec-port.ts';
import { decodeGuarded } from './guarded-decoder.ts';

/** From good to coarse, until one is small enough. */
const qualities = [70, 50, 30, 10];

export const sharpThumbnailer: Thumbnailer = {
  async render(source, size) {
    try {
      return await render(source, size);
    } catch {
      // A study without a thumbnail is whole; a frame that cannot be drawn is no reason to refuse it.
      return undefined;
    }
  },
};

/** A large radiograph decodes in a second or two; what takes longer was made to. */
const bounds = { maxMs: 10_000, maxGrowthBytes: 256 * 1024 * 1024 };

/** Frames that ingest coded, and native ones, are safe to decode here; all other codestreams are not. */
function decode(source: ThumbnailSource, side: number): Promise<DecodedFrame> {
  const isSafe = source.coding === 'htj2k' || !transferSyntax(source.transferSyntaxUID).encapsulated;
  return isSafe
    ? decodeFrame(nodeCodecs(), { ...frameOf(source), ...resolutionFor(source, side) })
    : decodeGuarded(frameOf(source), bounds);
}

/** The lowest resolution that is large enough; numbers of a palette cannot be averaged, so they have none. */
function resolutionFor({ bytes, format, resolutions, range }: ThumbnailSource, side: number) {
  if (format.photometricInterpretation === 'PALETTE COLOR') return {};
  const longSide = Math.max(format.rows, format.columns);
  const skipped = resolutions.map((_, level) => resolutions.length - 1 - level);
  const level = skipped.findIndex((skip) => longSide / 2 ** skip >= side);
  const end = resolutions[level];
  const skipResolutions = skipped[level];
  if (end === undefined || skipResolutions === undefined || skipResolutions === 0) return {};
  return { bytes: bytes.subarray(0, end), skipResolutions, ...(range && { range }) };
}

/** A large frame with every n-th row and column: still several of its pixels for each that is drawn. */
function thinned(frame: DecodedFrame, side: number): DecodedFrame {
  const { rows, columns, samplesPerPixel, samples } = frame;
  const step = Math.floor(Math.max(rows, columns) / (4 * side));
  if (step < 2) return frame;
  const size = { rows: Math.ceil(rows / step), columns: Math.ceil(columns / step) };
  const kept = samples.slice(0, size.rows * size.columns * samplesPerPixel);
  let at = 0;
  for (let row = 0; row < rows; row += step)
    for (let column = 0; column < columns; column += step)
      for (let sample = 0; sample < samplesPerPixel; sample += 1)
        kept[at++] = samples[(row * columns + column) * samplesPerPixel + sample] ?? 0;
  return { ...frame, ...size, samples: kept };
}

/** What crosses to a thread: no functions. */
const frameOf = ({ bytes, coding, transferSyntaxUID, format, bitOffset }: ThumbnailSource) => ({
  bytes,
  coding,
  transferSyntaxUID,
  format,
  bitOffset,
});

async function render(source: ThumbnailSource, size: ThumbnailSize): Promise<Uint8Array | undefined> {
  const frame = thinned(await decode(source, size.side), size.side);
  const display = source.display ?? DisplayFacts.parse({});
  const luts = await loadLuts(display, source);
  const rgba = renderFrame(frame, {
    display,
    luts,
    bitsStored: source.format.bitsStored,
    fullSize: source.format,
  });
  const [rowSpacing, columnSpacing] = display.pixelSpacing ?? display.pixelAspectRatio ?? [1, 1];
  const height = Math.max(1, Math.round((frame.rows * rowSpacing) / columnSpacing));
  const scale = size.side / Math.max(height, frame.columns);
  const picture = sharp(rgba, { raw: { width: frame.columns, height: frame.rows, channels: 4 } })
    .removeAlpha()
    .resize(Math.max(1, Math.round(frame.columns * scale)), Math.max(1, Math.round(height * scale)), {
      fit: 'fill',
    });
  for (const quality of qualities) {
    const webp = await picture.clone().webp({ quality }).toBuffer();
    if (webp.length <= size.maxBytes) return webp;
  }
  return undefined;
}

async function loadLuts(display: DisplayFacts, source: ThumbnailSource): Promise<DisplayLuts> {
  const load = async (ref: LutRef) => lutOf(ref, await source.blob(ref.blob));
  const { modalityLut, palette, voiLuts } = display;
  return {
    ...(modalityLut && { modality: await load(modalityLut) }),
    voi: await Promise.all(voiLuts.map(load)),
    ...(palette && {
      palette: {
        red: await load(palette.red),
        green: await load(palette.green),
        blue: await load(palette.blue),
      },
    }),
  };
}
