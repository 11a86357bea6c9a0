import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { type DisplayLuts, lutOf } from '@pacs/shared/display/lut';
import { renderFrame } from '@pacs/shared/display/render-frame';
import { limits } from '@pacs/shared/limits';
import { DisplayFacts, type LutRef } from '@pacs/shared/manifest';
import sharp from 'sharp';
import type { ThumbnailSource, Thumbnailer } from '../core/ingest/codec-port.ts';

const side = 160;
/** From good to coarse, until one is small enough. */
const qualities = [70, 50, 30, 10];

export const sharpThumbnailer: Thumbnailer = {
  async render(source) {
    try {
      return await render(source);
    } catch {
      // A study without a thumbnail is whole; a frame that cannot be drawn is no reason to refuse it.
      return undefined;
    }
  },
};

async function render(source: ThumbnailSource): Promise<Uint8Array | undefined> {
  const frame = await decodeFrame(nodeCodecs(), source);
  const display = source.display ?? DisplayFacts.parse({});
  const luts = await loadLuts(display, source);
  const rgba = renderFrame(frame, { display, luts, bitsStored: source.format.bitsStored });
  const [rowSpacing, columnSpacing] = display.pixelSpacing ?? display.pixelAspectRatio ?? [1, 1];
  const height = Math.max(1, Math.round((frame.rows * rowSpacing) / columnSpacing));
  const scale = side / Math.max(height, frame.columns);
  const picture = sharp(rgba, { raw: { width: frame.columns, height: frame.rows, channels: 4 } })
    .removeAlpha()
    .resize(Math.max(1, Math.round(frame.columns * scale)), Math.max(1, Math.round(height * scale)), {
      fit: 'fill',
    });
  for (const quality of qualities) {
    const webp = await picture.clone().webp({ quality }).toBuffer();
    if (webp.length <= limits.thumbnailMaxBytes) return webp;
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
