/// <reference types="node" />
/** The codecs in Node: found in node_modules from wherever this code runs, bundled or not. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createCodecLoader, type EmscriptenFactory } from './codec-loader.ts';
import type { CodecLoader, CodecName } from './types.ts';

/** Codecs that only decode are smaller; openjph has one build, which encodes too. */
const files: Record<CodecName, { factory?: string; wasm: string }> = {
  openjph: { factory: '@cornerstonejs/codec-openjph', wasm: '@cornerstonejs/codec-openjph/wasm' },
  openjpeg: {
    factory: '@cornerstonejs/codec-openjpeg/decodewasmjs',
    wasm: '@cornerstonejs/codec-openjpeg/decodewasm',
  },
  charls: {
    factory: '@cornerstonejs/codec-charls/decodewasmjs',
    wasm: '@cornerstonejs/codec-charls/decodewasm',
  },
  libjpegTurbo8: {
    factory: '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs',
    wasm: '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm',
  },
  dcmjsCodecs: { wasm: 'dcmjs-codecs/build/dcmjs-native-codecs.wasm' },
};

let shared: CodecLoader | undefined;

/** One loader for the process: instances are reused by all callers. Loads nothing before a codec's first use. */
export function nodeCodecs(): CodecLoader {
  if (shared) return shared;
  const require = createRequire(import.meta.url);
  shared = createCodecLoader({
    factory: (name) =>
      Promise.resolve().then(() => require(files[name].factory!) as EmscriptenFactory<never>),
    wasm: async (name) => WebAssembly.compile(await readFile(require.resolve(files[name].wasm))),
  });
  return shared;
}
