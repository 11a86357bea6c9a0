/** The codecs in the browser: each is a chunk and a wasm asset, fetched when a frame first needs it. */
import { createCodecLoader, type EmscriptenFactory } from '@pacs/shared/codecs/codec-loader';
import type { CodecLoader, CodecName } from '@pacs/shared/codecs/types';

/** CommonJS, so the bundler puts `module.exports` under `default`; in these packages that has a `default` again. */
interface CommonJs {
  default: unknown;
}

const factories: Record<Exclude<CodecName, 'dcmjsCodecs'>, () => Promise<CommonJs>> = {
  openjph: () => import('@cornerstonejs/codec-openjph'),
  openjpeg: () => import('@cornerstonejs/codec-openjpeg/decodewasmjs'),
  charls: () => import('@cornerstonejs/codec-charls/decodewasmjs'),
  libjpegTurbo8: () => import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'),
};

const wasmUrls: Record<CodecName, () => Promise<{ default: string }>> = {
  openjph: () => import('@cornerstonejs/codec-openjph/wasm?url'),
  openjpeg: () => import('@cornerstonejs/codec-openjpeg/decodewasm?url'),
  charls: () => import('@cornerstonejs/codec-charls/decodewasm?url'),
  libjpegTurbo8: () => import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url'),
  dcmjsCodecs: () => import('dcmjs-codecs/build/dcmjs-native-codecs.wasm?url'),
};

function factoryOf(module: CommonJs): EmscriptenFactory<never> {
  let found: unknown = module;
  while (typeof found === 'object' && found !== null && 'default' in found) found = found.default;
  if (typeof found !== 'function') throw new TypeError('not a codec');
  return found as EmscriptenFactory<never>;
}

export function webCodecs(): CodecLoader {
  return createCodecLoader({
    factory: async (name) => factoryOf(await factories[name]()),
    wasm: async (name) => WebAssembly.compileStreaming(fetch((await wasmUrls[name]()).default)),
  });
}
