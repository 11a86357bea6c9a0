/** A writer that has packed what leaves first when it is asked for it: while the list is read, or leave to upload is asked. */
import type { BundleFile, WrittenBundle } from './file-work.ts';
import type { BundleWriter } from './ports.ts';

export interface PackingAhead extends BundleWriter {
  /** Packs these, and forgets whatever else was packed ahead. */
  ahead(bundles: readonly BundleFile[][]): void;
}

/** What is packed of the same files in the same way is the same bundle. */
const keyOf = (files: readonly BundleFile[]): string =>
  files.map(({ sha256, deflate, code }) => `${sha256}${String(deflate)}${String(code)}`).join();

export function packingAhead(writer: BundleWriter): PackingAhead {
  let packed = new Map<string, Promise<WrittenBundle>>();

  function pack(files: BundleFile[]): Promise<WrittenBundle> {
    const packing = writer.writeBundle(files);
    // Told to whoever asks for it.
    packing.catch(() => undefined);
    return packing;
  }

  return {
    ahead(bundles) {
      packed = new Map(
        bundles.map((files) => {
          const key = keyOf(files);
          return [key, packed.get(key) ?? pack(files)];
        }),
      );
    },
    writeBundle(files) {
      const key = keyOf(files);
      const there = packed.get(key);
      packed.delete(key);
      return there?.catch(() => writer.writeBundle(files)) ?? writer.writeBundle(files);
    },
  };
}
