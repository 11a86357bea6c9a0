/** Where the codecs' WebAssembly lies: addresses only, nothing is fetched by importing this. */
import charls from '@cornerstonejs/codec-charls/decodewasm?url';
import libjpegTurbo8 from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url';
import openjpeg from '@cornerstonejs/codec-openjpeg/decodewasm?url';
import openjph from '@cornerstonejs/codec-openjph/wasm?url';
import dcmjsCodecs from 'dcmjs-codecs/build/dcmjs-native-codecs.wasm?url';
import type { CodecName } from '@pacs/shared/codecs/types';

const wasmUrls: Record<CodecName, string> = { charls, libjpegTurbo8, openjpeg, openjph, dcmjsCodecs };

export const compileCodec = (name: CodecName): Promise<WebAssembly.Module> =>
  WebAssembly.compileStreaming(fetch(wasmUrls[name]));
