import { Writable } from 'node:stream';
import type { ExportObjects, ExportStore } from '../core/account/export/export-ports.ts';
import type { bucket as bucketOf } from './storage-client.ts';

export function storageExports(bucket: ReturnType<typeof bucketOf>, store: ExportStore): ExportObjects {
  return {
    store,
    async write(name, fill) {
      let bytes = 0;
      const object = bucket.file(name).createWriteStream({
        resumable: false,
        validation: 'crc32c',
        contentType: 'application/octet-stream',
        metadata: { cacheControl: 'private, no-store, no-transform' },
      });
      const stored = new Promise<void>((resolve, reject) => {
        object.on('finish', resolve).on('error', reject);
      });
      // Whoever waits for it below hears of its end; until then it must not end the process.
      stored.catch(() => undefined);
      const target = Writable.toWeb(object).getWriter();
      const into = new WritableStream<Uint8Array>({
        async write(chunk) {
          bytes += chunk.length;
          // The writer of ZIPs uses its buffers again.
          await target.write(chunk.slice());
        },
        close: () => target.close(),
        abort: (reason) => target.abort(reason),
      });
      try {
        await fill(into);
        await stored;
      } catch (cause) {
        object.destroy();
        throw cause;
      }
      return bytes;
    },
    removeAll: async (prefix) => {
      await bucket.deleteFiles({ prefix, force: true });
    },
  };
}
