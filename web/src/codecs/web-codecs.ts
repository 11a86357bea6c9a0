/**
 * The codecs in the browser: each is a chunk and a wasm asset, fetched when a frame first needs it. HTJ2K's script is
 * part of the worker's own, because nearly every stored frame is HTJ2K.
 */
import openjph from '@cornerstonejs/codec-openjph';
import { createCodecLoader, type EmscriptenFactory } from '@pacs/shared/codecs/codec-loader';
import type { CodecLoader, CodecName } from '@pacs/shared/codecs/types';
import { compileCodec } from './codec-files.ts';

/** CommonJS, so the bundler puts `module.exports` under `default`; in these packages that has a `default` again. */
const factories: Record<Exclude<CodecName, 'dcmjsCodecs'>, () => Promise<unknown>> = {
  openjph: () => Promise.resolve(openjph),
  openjpeg: () => import('@cornerstonejs/codec-openjpeg/decodewasmjs'),
  charls: () => import('@cornerstonejs/codec-charls/decodewasmjs'),
  libjpegTurbo8: () => import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'),
};

function factoryOf(module: unknown): EmscriptenFactory<never> {
  let found = module;
  while (typeof found === 'object' && found !== null && 'default' in found) found = found.default;
  if (typeof found !== 'function') throw new TypeError('not a codec');
  return found as EmscriptenFactory<never>;
}

/** `compiled` gives a module that is at hand already, undefined where it has to be fetched. */
export function webCodecs(
  compiled: (name: CodecName) => Promise<WebAssembly.Module | undefined>,
): CodecLoader {
  return createCodecLoader({
    factory: async (name) => factoryOf(await factories[name]()),
    wasm: async (name) => (await compiled(name)) ?? compileCodec(name),
  });
}
