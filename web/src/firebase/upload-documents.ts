import { UploadDocument } from '@pacs/shared/documents';
import { paths } from '@pacs/shared/paths';
import { watchDocument, type Stop } from './watch.ts';

const readUpload = (data: unknown): UploadDocument | undefined => UploadDocument.safeParse(data).data;

/** Follows `uploads/{uploadId}`; undefined where it does not exist or may not be read, which are one to a stranger. */
export function watchUpload(
  uploadId: string,
  listener: (document: UploadDocument | undefined) => void,
): Stop {
  return watchDocument(paths.upload(uploadId), readUpload, {
    next: listener,
    failed: () => {
      listener(undefined);
    },
  });
}
