import { digestFile } from '../../../web/src/upload/core/digest-file.ts';
import type { FileWork } from '../../../web/src/upload/core/file-work.ts';
import { inspectFile } from '../../../web/src/upload/core/inspect-file.ts';
import { expandFile } from '../../../web/src/upload/core/read-packed.ts';
import { writeBundle } from '../../../web/src/upload/core/write-bundle.ts';
import { listZip } from '../../../web/src/upload/sources/list-zip.ts';

/** The worker's work, done in this thread. */
export function hereWork(): FileWork {
  return {
    inspect: (files) => Promise.all(files.map(inspectFile)),
    digest: (files) => Promise.all(files.map(digestFile)),
    listZip,
    expand: expandFile,
    writeBundle,
  };
}
