/**
 * Instantiates dcmjs-codecs' WebAssembly module without its JavaScript, which needs `eval` (refused by our
 * content security policy) and the whole of dcmjs. Contract read from NativeCodecs of dcmjs-codecs 0.0.8.
 */
import type { DcmjsNativeCodecs } from './codec-modules.ts';

const success = 0;

export async function instantiateDcmjsNativeCodecs(wasm: WebAssembly.Module): Promise<DcmjsNativeCodecs> {
  const heap: { memory?: WebAssembly.Memory } = {};

  function heapView(): DataView {
    if (!heap.memory) throw new Error('codec not instantiated');
    return new DataView(heap.memory.buffer);
  }

  /** WASI: counts and lengths are 32-bit words the callee writes. */
  function writeWords(...pairs: [address: number, value: number][]): number {
    const view = heapView();
    for (const [address, value] of pairs) view.setUint32(address, value, true);
    return success;
  }

  const instance = await WebAssembly.instantiate(wasm, {
    wasi_snapshot_preview1: {
      environ_get: () => success,
      environ_sizes_get: (count: number, bytes: number) => writeWords([count, 0], [bytes, 0]),
      clock_time_get: (_clock: number, _precision: bigint, time: number) =>
        writeWords([time, 0], [time + 4, 0]),
      /** Diagnostics are dropped: they may quote the image. */
      fd_write: (_file: number, vectors: number, count: number, written: number) => {
        const view = heapView();
        let bytes = 0;
        for (let i = 0; i < count; i++) bytes += view.getUint32(vectors + i * 8 + 4, true);
        return writeWords([written, bytes]);
      },
      fd_seek: () => success,
      fd_close: () => success,
      proc_exit: () => {
        throw new Error('codec exited');
      },
    },
    env: {
      emscripten_notify_memory_growth: () => undefined,
      onCodecsInfo: () => undefined,
      onCodecsTrace: () => undefined,
      onCodecsException: () => {
        throw new Error('codec exception');
      },
    },
  });
  const exports = instance.exports as unknown as DcmjsNativeCodecs & { _initialize?: () => void };
  heap.memory = exports.memory;
  exports._initialize?.();
  return exports;
}
