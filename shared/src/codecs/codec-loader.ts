/** The part of a CodecLoader that Node and the browser share: instances, and fresh ones after a failure. */
import type { CodecModules } from './codec-modules.ts';
import { instantiateDcmjsNativeCodecs } from './dcmjs-native-codecs.ts';
import { DecodeError, type CodecLoader, type CodecName } from './types.ts';

export type EmscriptenCodecName = Exclude<CodecName, 'dcmjsCodecs'>;

/** The default export of an Emscripten build with MODULARIZE. */
export type EmscriptenFactory<M> = (options: {
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ): Record<string, never>;
  print(line: string): void;
  printErr(line: string): void;
}) => Promise<M>;

/** Where the codecs' code comes from; called once per codec, again only after a failure. */
export interface CodecSource {
  factory<N extends EmscriptenCodecName>(name: N): Promise<EmscriptenFactory<CodecModules[N]>>;
  wasm(name: CodecName): Promise<WebAssembly.Module>;
}

/** Large frames are rare, and a WebAssembly heap never shrinks: start over after one that made it grow past this. */
const maxIdleHeapBytes = 96 * 1024 * 1024;

async function instantiate<N extends EmscriptenCodecName>(
  source: CodecSource,
  name: N,
  heap: (memory: WebAssembly.Memory | undefined) => void,
): Promise<CodecModules[N]> {
  const [factory, wasm] = await Promise.all([source.factory(name), source.wasm(name)]);
  return new Promise((resolve, reject) => {
    factory({
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(wasm, imports).then((instance) => {
          heap(Object.values(instance.exports).find((entry) => entry instanceof WebAssembly.Memory));
          receive(instance);
        }, reject);
        return {};
      },
      print: () => undefined,
      printErr: () => undefined,
    }).then(resolve, reject);
  });
}

interface Loaded {
  module: Promise<CodecModules[CodecName]>;
  memory?: WebAssembly.Memory | undefined;
}

export function createCodecLoader(source: CodecSource): CodecLoader {
  const sources = memoized(source);
  const instances = new Map<CodecName, Loaded>();

  function load(name: CodecName): Loaded {
    const known = instances.get(name);
    if (known) return known;
    const loaded: Loaded = {
      module:
        name === 'dcmjsCodecs'
          ? sources.wasm(name).then(instantiateDcmjsNativeCodecs)
          : instantiate(sources, name, (memory) => (loaded.memory = memory)),
    };
    instances.set(name, loaded);
    return loaded;
  }

  function drop(name: CodecName, loaded: Loaded): void {
    if (instances.get(name) === loaded) instances.delete(name);
  }

  return {
    async use<N extends CodecName, T>(name: N, run: (module: CodecModules[N]) => T): Promise<T> {
      for (;;) {
        const loaded = load(name);
        const module = await loaded.module.catch((cause: unknown) => {
          drop(name, loaded);
          throw new DecodeError('codec-unavailable', { cause });
        });
        if (instances.get(name) !== loaded) continue;
        try {
          const result = run(module as CodecModules[N]);
          if ((loaded.memory?.buffer.byteLength ?? 0) > maxIdleHeapBytes) drop(name, loaded);
          return result;
        } catch (cause) {
          drop(name, loaded);
          throw cause;
        }
      }
    },
  };
}

/** Fetches and compiles once, however many instances follow; a failed fetch is tried again at the next use. */
function memoized(source: CodecSource): CodecSource {
  const kept = new Map<string, Promise<unknown>>();
  function once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = kept.get(key);
    if (known) return known as Promise<T>;
    const made = make().catch((cause: unknown) => {
      kept.delete(key);
      throw cause;
    });
    kept.set(key, made);
    return made;
  }
  return {
    factory: (name) => once(`factory ${name}`, () => source.factory(name)),
    wasm: (name) => once(`wasm ${name}`, () => source.wasm(name)),
  };
}
