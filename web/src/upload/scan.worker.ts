import { expose } from 'comlink';
import type { PixelFormat } from '@pacs/shared/manifest';
import { fileReading } from '../intake/read-files.ts';
import type { FileWork } from './core/file-work.ts';
import { writeBundle } from './core/write-bundle.ts';

/** Fetched when the first frame is to be coded: whoever only looks at a CD needs no codec. */
const startEncoder = async () => {
  const [{ encodeHtj2k }, { webCodecs }] = await Promise.all([
    import('@pacs/shared/codecs/htj2k-encode'),
    import('../codecs/web-codecs.ts'),
  ]);
  const codecs = webCodecs(() => Promise.resolve(undefined));
  return async (native: Uint8Array, format: PixelFormat) =>
    (await encodeHtj2k(codecs, native, format))?.codestream;
};

let encoder: ReturnType<typeof startEncoder> | undefined;

/** Without its code (the line is down) frames travel as they are. */
async function encodeFrame(native: Uint8Array, format: PixelFormat): Promise<Uint8Array | undefined> {
  try {
    encoder ??= startEncoder();
    return await (
      await encoder
    )(native, format);
  } catch {
    encoder = undefined;
    return undefined;
  }
}

const work: FileWork = { ...fileReading, writeBundle: (files) => writeBundle(files, encodeFrame) };

expose(work);
