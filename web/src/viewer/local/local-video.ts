/** A video's stream out of a file of this computer. */
import { VideoFailure, type ReadVideo } from '../core/video-stream.ts';
import type { LocalStudy } from './local-index.ts';
import type { LocalWork } from './local-work.ts';

export function localVideos(
  { files, images }: LocalStudy,
  [worker]: readonly Pick<LocalWork, 'frame'>[],
): ReadVideo {
  const numbers = new Map<string, number>();
  return async ({ id }, { onProgress }) => {
    const file = files.get(id);
    if (file === undefined || worker === undefined) throw new VideoFailure('gone');
    // Workers know files by numbers, which images have taken up to their count.
    const number = numbers.get(id) ?? images.length + numbers.size;
    numbers.set(id, number);
    const { data, packing, bytes } = file;
    const read = await worker.frame({ data, packing, bytes, number }, 0);
    if (read.status === 'failed') throw new VideoFailure(read.reason);
    onProgress(1);
    return read.bytes;
  };
}
