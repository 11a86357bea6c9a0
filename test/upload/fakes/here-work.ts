import type { FileWork } from '../../../web/src/upload/core/file-work.ts';
import { fileReading } from '../../../web/src/intake/read-files.ts';
import { writeBundle } from '../../../web/src/upload/core/write-bundle.ts';

/** The worker's work, done in this thread, without a codec. */
export const hereWork = (): FileWork => ({
  ...fileReading,
  writeBundle: (files) => writeBundle(files, () => Promise.resolve(undefined)),
});
