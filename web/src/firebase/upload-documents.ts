import { UploadDocument } from '@pacs/shared/documents';
import { paths } from '@pacs/shared/paths';
import { throughFailures } from './through-failures.ts';
import { watchDocument, type Stop } from './watch.ts';

const readUpload = (data: unknown): UploadDocument | undefined => UploadDocument.safeParse(data).data;

const askAgainAfterMs = 5000;

function later(action: () => void): Stop {
  const timer = setTimeout(action, askAgainAfterMs);
  return () => {
    clearTimeout(timer);
  };
}

/** Follows `uploads/{uploadId}`; undefined where it does not exist or may not be read, which are one to a stranger. */
export function watchUpload(
  uploadId: string,
  listener: (document: UploadDocument | undefined) => void,
): Stop {
  return throughFailures(
    (watcher) => watchDocument(paths.upload(uploadId), readUpload, watcher),
    listener,
    later,
  );
}
