/** A writer that has packed what leaves first when it is asked for it: while the list is read, or leave to upload is asked. */
import type { BundleFile, WrittenBundle } from './file-work.ts';
import type { BundleWriter } from './ports.ts';

export interface PackingAhead extends BundleWriter {
  /**
   * Packs these, and forgets whatever else was packed ahead. The sizes of those that are packed by now, as far as one
   * follows the other and no file was lost.
   */
  ahead(bundles: readonly BundleFile[][]): number[];
}

interface Packing {
  written: Promise<WrittenBundle>;
  /** Once it is packed whole. */
  bytes?: number;
}

/** What is packed of the same files in the same way is the same bundle. */
const keyOf = (files: readonly BundleFile[]): string =>
  files.map(({ sha256, deflate, code }) => `${sha256}${String(deflate)}${String(code)}`).join();

export function packingAhead(writer: BundleWriter): PackingAhead {
  let packed = new Map<string, Packing>();

  function pack(files: BundleFile[]): Packing {
    const packing: Packing = { written: writer.writeBundle(files) };
    packing.written.then(
      ({ bundle, lost }) => {
        if (lost.length === 0) packing.bytes = bundle.size;
      },
      // Told to whoever asks for it.
      () => undefined,
    );
    return packing;
  }

  return {
    ahead(bundles) {
      const wanted = bundles.map((files) => [keyOf(files), files] as const);
      packed = new Map(wanted.map(([key, files]) => [key, packed.get(key) ?? pack(files)]));
      const sizes = [...packed.values()].map(({ bytes }) => bytes);
      const open = sizes.indexOf(undefined);
      return sizes.slice(0, open < 0 ? sizes.length : open).flatMap((bytes) => bytes ?? []);
    },
    writeBundle(files) {
      const key = keyOf(files);
      const there = packed.get(key)?.written;
      packed.delete(key);
      return there?.catch(() => writer.writeBundle(files)) ?? writer.writeBundle(files);
    },
  };
}
